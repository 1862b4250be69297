package dev.aicc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Java code that uses the package. */
class JavaUsageTest {
    @Test
    void bytesAreChecked() {
        byte[] body = "{\"status\": 9}".getBytes(StandardCharsets.UTF_8);
        Report report = Aicc.check(Interface.AGENT_SIGN_IN, body);
        assertEquals(2, report.getViolations().size());
        assertEquals("/status", report.getViolations().get(1).getPointer());
        Report chinese = Aicc.check(Interface.AGENT_SIGN_IN, body, new Profile(), Language.CHINESE);
        assertEquals("缺少必填项 password。", chinese.getViolations().get(0).getSentence());
    }

    @Test
    void aMessageBecomesARequest() throws Exception {
        AgentSignIn message = new AgentSignIn(new Secret("Hunter2+"), "40038");
        assertEquals(SignInStatus.IDLE, message.getStatus());
        RequestResult result = message.request(new Gateway("10.0.0.5"), "291");
        WrittenRequest request = assertInstanceOf(RequestResult.Ready.class, result).getRequest();
        assertEquals("https://10.0.0.5:8043/agentgateway/resource/onlineagent/291/loginex", request.url());
        assertTrue(!request.toString().contains("Hunter2+"));
        assertThrows(InvalidMessageException.class, () -> Reports.orThrow(message.request(new Gateway("10.0.0.5"), "7")));
    }

    @Test
    void aFormChecksEachEdit() throws Exception {
        try (AgentSignInForm form = new AgentSignInForm()) {
            assertEquals(FieldState.INCOMPLETE, form.edit("/agentid", "29").getState());
            assertTrue(form.edit("/agentid", "291").getCanBeSubmitted());
            assertThrows(UnknownFieldException.class, () -> form.edit("/agentId", "291"));
        }
    }

    @Test
    void anyFormIsRead() throws UnknownFieldException {
        try (Form form = new AgentSignInForm(Languages.languageOf("zh-CN"))) {
            form.edit("/agentid", "7");
            form.edit("/password", "Hunter2+");
            assertEquals("座席工号不能小于 101，实际为 7。", form.report().getViolations().get(0).getSentence());
            assertEquals(Map.of("/agentid", "7"), form.texts(false));
            assertThrows(UnknownFieldException.class, () -> form.remove("/agentid"));
            form.clear();
            assertTrue(form.texts(true).isEmpty());
        }
    }

    @Test
    void aReplyIsRead() {
        byte[] body = "{\"resultCode\": \"0\", \"workNo\": 108}".getBytes(StandardCharsets.UTF_8);
        Outcome<AgentAccountCreateReply> outcome = Aicc.readAgentAccountCreateReply(200, body);
        AgentAccountCreateReply reply = ((Outcome.Success<AgentAccountCreateReply>) outcome).getReply();
        assertEquals(108L, ReplyValues.getKnown(reply.getWorkNo()));
    }

    @Test
    void aConstructorDeclaresWhatItThrows() {
        try {
            new Gateway("a b");
        } catch (EndpointException.Host expected) {
            assertTrue(expected.getMessage().startsWith("The host must be"));
        } catch (EndpointException other) {
            throw new AssertionError(other);
        }
        assertThrows(EndpointException.Port.class, () -> new Cloud("a", null, null, -1));
        try {
            new PasswordPolicy(9, 8);
        } catch (PasswordPolicyException expected) {
            assertInstanceOf(PasswordPolicyException.Impossible.class, expected);
        }
    }

    @Test
    void aFormHasALanguage() throws Exception {
        try (AgentSignInForm form = new AgentSignInForm(Language.CHINESE)) {
            assertEquals("示忙", form.fields().stream().filter(field -> field.getName().equals("status")).findFirst().get().getChoices().get(0).getMeaning());
        }
    }

    @Test
    void valuesAreEqual() throws Exception {
        assertEquals(1, Set.of(new Gateway("a"), new Gateway("b")).stream().filter(new Gateway("A")::equals).count());
        assertEquals(new Gateway("a").hashCode(), new Gateway("A").hashCode());
        Cloud cloud = new Cloud("example.com", new Secret("token".toCharArray()));
        assertEquals(cloud.hashCode(), new Cloud("example.com", new Secret("token")).hashCode());
        assertEquals(cloud, new Cloud("example.com", new Secret("token")));
        assertEquals("Gateway(host=10.0.0.5, port=null, scheme=https)", new Gateway("10.0.0.5").toString());
        assertEquals("Cloud(host=example.com, token=***, appKey=null, port=null, scheme=https)", cloud.toString());
    }
}
