package dev.aicc

import dev.aicc.thirdlanguage.Spanish
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import java.io.Serializable
import java.util.Locale
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Forms: saving, restoring, lists, labels and languages. */
class FormsTest {
    /** Saves and restores a value, as a `Bundle` does when the process of the app restarts. */
    private fun <T> saved(value: T): T {
        val bytes = ByteArrayOutputStream().also { ObjectOutputStream(it).writeObject(value) }.toByteArray()
        @Suppress("UNCHECKED_CAST")
        return ObjectInputStream(ByteArrayInputStream(bytes)).readObject() as T
    }

    @Test
    fun `a form is saved without its secrets, and restored`() {
        val form = AgentSignInForm()
        form.edit("/agentid", "291")
        form.edit("/phonenum", "x".repeat(25))
        form.edit("/password", "Hunter2+")
        val kept = saved(form.texts())
        assertEquals(mapOf("/agentid" to "291", "/phonenum" to "x".repeat(25)), kept)
        assertEquals("Hunter2+", form.texts(includingSecrets = true)["/password"])

        val restored = AgentSignInForm()
        assertEquals(listOf("/agentId"), restored.restore(kept + ("/agentId" to "7")))
        assertEquals(form.report(), restored.report())
        assertEquals(kept, restored.texts())
        restored.clear()
        assertEquals(emptyMap<String, String>(), restored.texts(true))
        assertEquals(AgentSignInForm().report(), restored.report())
    }

    @Test
    fun `only types without secrets can be saved`() {
        val values = PublicTypes.classes.filterNot { it.isEnum || it.isInterface || Throwable::class.java.isAssignableFrom(it) }
        val kept = values.filter { Serializable::class.java.isAssignableFrom(it) }
        for (type in kept) Samples(null).of(type).let { assertEquals(it, saved(it)) }
        assertEquals(PasswordValidity.NeverExpires, saved<PasswordValidity>(PasswordValidity.NeverExpires))
        assertTrue(kept.containsAll(listOf(FormField::class.java, FormState::class.java, Report::class.java, AgentSignInReply::class.java)))
        for (type in kept) assertTrue(!holds(type, Secret::class.java), "$type")
    }

    @Test
    fun `an element is removed, and the elements after it move up`() {
        val form = AgentAccountCreateForm()
        form.edit("/skills/0/skillId", "1")
        form.edit("/skills/1/skillWeight", "0")
        form.edit("/skills/0/skillId", "")
        fun pointers() = form.report().violations.map { it.pointer }.filter { it.startsWith("/skills") }
        assertEquals(listOf("/skills/1/skillWeight"), pointers())
        form.remove("/skills/0")
        assertEquals(listOf("/skills/0/skillWeight"), pointers())
        form.remove("/skills/0")
        assertEquals(emptyList<String>(), pointers())
        assertThrows(UnknownFieldException::class.java) { form.remove("/skills") }
    }

    @Test
    fun `the first element beyond the limit has the error`() {
        val form = AgentSettingsCreateForm(Language.CHINESE)
        form.edit("/userId", "u")
        for (index in 0..4) assertTrue(form.edit("/callNumber/$index", "40038").canBeSubmitted)
        val sixth = form.edit("/callNumber/5", "40038")
        assertEquals(FieldState.REJECTED, sixth.state)
        assertEquals(listOf("座席软电话号码最多 5 个元素，实际为 6 个。"), sixth.findings.map { it.sentence })
        assertEquals(sixth.findings, form.report().violations)
    }

    @Test
    fun `a person reads labels in the language of the form`() {
        val english = AgentAccountCreateForm().edit("/skills/0/skillId", "+1").findings.single()
        assertEquals("Skill queue ID must be a whole number.", english.sentence)
        val form = AgentSignInForm(Language.CHINESE)
        val agentId = form.fields().first()
        assertEquals("座席工号", agentId.label)
        assertTrue(agentId.description.endsWith("取值范围为 101～59999。"), agentId.description)
        assertEquals("座席工号不能小于 101，实际为 7。", form.edit("/agentid", "7").findings.single().sentence)
        assertEquals("自动应答只能是 true 或 false。", form.edit("/autoanswer", "yes").findings.single().sentence)
        val refused = form.request(Gateway("10.0.0.5")) as RequestResult.Invalid
        assertEquals(form.report(), refused.report)
        val edition = AgentSignInForm(Profile(edition = Edition.E2025))
        assertTrue(edition.fields().first().description.endsWith("ranges from 101 to 999999."))
    }

    @Test
    fun `a screen can be built for any form`() {
        for (form in Subject.all.map { it.form() }) {
            form.use {
                for (field in it.fields()) {
                    assertTrue(field.label.isNotEmpty() && field.description.startsWith(field.label), field.pointer)
                    val pointer = field.pointer.replace("*", "0")
                    assertEquals(it.edit(pointer, "1"), it.state(pointer))
                }
                val kept = it.texts()
                assertEquals(it.fields().filterNot(FormField::secret).map { field -> field.pointer.replace("*", "0") }.toSet(), kept.keys)
            }
            assertThrows(IllegalStateException::class.java) { form.texts() }
            assertThrows(IllegalStateException::class.java) { form.restore(mapOf("/a" to "b")) }
        }
    }

    @Test
    fun `a language comes from a locale`() {
        for (tag in listOf("zh", "zh-CN", "zh_Hans", "zh-Hant-TW")) assertEquals(Language.CHINESE, languageOf(tag), tag)
        for (tag in listOf("en", "en-GB", "fr", "", "x", "\uD83D")) assertEquals(Language.ENGLISH, languageOf(tag), tag)
        assertEquals(Language.CHINESE, languageOf(Locale.SIMPLIFIED_CHINESE))
        assertEquals(Language.ENGLISH, languageOf(Locale.JAPANESE))
    }

    @Test
    fun `an app writes its own sentences in a third language`() {
        val form = AgentSignInForm()
        assertEquals("El número de agente es obligatorio.", Spanish.sentence(form.report().violations.single()))
        assertEquals("El número de agente debe ser 101 o mayor.", Spanish.sentence(form.edit("/agentid", "7").findings.single()))
        val phone = form.edit("/phonenum", "x".repeat(25)).findings.single()
        assertEquals("El teléfono admite 24 caracteres; tiene 25.", Spanish.sentence(phone))
        val ip = form.edit("/ip", "x").findings.single()
        assertEquals(ip.sentence, Spanish.sentence(ip))
    }

    @Test
    fun `the page on a third language shows the code that runs`() {
        val source = File("src/test/kotlin/dev/aicc/ThirdLanguage.kt").readText()
        val page = File("../../docs/how-to/third-language.md").readText()
        val block = Regex("```kotlin\n(.*?)```", RegexOption.DOT_MATCHES_ALL).find(page)!!.groupValues[1]
        assertTrue(block in source, block)
    }
}
