package dev.aicc

import com.google.gson.JsonParser
import dev.aicc.sandbox.Sandbox
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import javax.net.ssl.SSLHandshakeException
import okhttp3.Headers
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody.Companion.toRequestBody
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Every request and reply vector between the sandbox and the HTTP clients of apps, over HTTP and HTTPS. */
class ExchangesTest {
    /** A client of a sandbox, which verifies its certificate. */
    private class Client(val name: String, val send: (URI, Sent) -> Received)

    private fun clients(trusted: Sandbox): List<Client> = listOf(withOkHttp(trusted), withJavaHttp(trusted))

    private fun withOkHttp(trusted: Sandbox): Client {
        val trusting = if (trusted.certificate == null) OkHttpClient() else okHttp(trusted)
        val client = trusting.newBuilder().followRedirects(false).build()
        return Client("OkHttp") { url, sent ->
            val headers = Headers.Builder().apply { sent.headers.forEach { add(it.first, it.second) } }.build()
            val request = Request.Builder().url("$url${sent.target}").headers(headers).method(sent.method, sent.body.toRequestBody()).build()
            client.newCall(request).execute().use { response ->
                Received(response.code, response.headers.associate { it.first.lowercase() to it.second }, response.body.bytes())
            }
        }
    }

    private fun withJavaHttp(trusted: Sandbox): Client {
        val client = if (trusted.certificate == null) HttpClient.newHttpClient() else javaHttp(trusted)
        return Client("java.net.http") { url, sent ->
            val request = HttpRequest.newBuilder(URI("$url${sent.target}")).method(sent.method, BodyPublishers.ofByteArray(sent.body))
            sent.headers.forEach { request.header(it.first, it.second) }
            val response = client.send(request.build(), BodyHandlers.ofByteArray())
            Received(response.statusCode(), response.headers().map().entries.associate { it.key.lowercase() to it.value.last() }, response.body())
        }
    }

    private fun withEachClient(test: (Sandbox, Client) -> Int) {
        for (tls in listOf(false, true)) {
            Sandbox.start(tls, listOf("--explain")).use { sandbox ->
                for (client in clients(sandbox)) println("${client.name}, ${sandbox.url.scheme}: ${test(sandbox, client)} exchanges")
            }
        }
    }

    @Test
    fun `every request vector gets its verdict`() =
        withEachClient { sandbox, client ->
            val exchanges = Exchanges.requests()
            for (exchange in exchanges) {
                val reply = client.send(sandbox.url, exchange.sent)
                val found = Exchanges.violations(reply) ?: Exchanges.places(JsonParser.parseString(sandbox.explain()).asJsonObject)
                assertEquals(Exchanges.expected(exchange.vector), found, exchange.vector.id)
                val outcome = exchange.vector.subject.read(reply.status, reply.body)
                assertTrue(outcome !is Outcome.Unreadable && outcome !is Outcome.UndocumentedStatus, exchange.vector.id)
                assertTrue(found.isEmpty() || outcome !is Outcome.Success, exchange.vector.id)
            }
            exchanges.size.also { assertTrue(it > 1500) }
        }

    @Test
    fun `every reply vector arrives`() =
        withEachClient { sandbox, client ->
            val exchanges = Exchanges.replies()
            sandbox.faults(Exchanges.faults(exchanges))
            for (exchange in exchanges) {
                val (vector, reply) = exchange.vector to client.send(sandbox.url, exchange.sent)
                assertEquals(vector.content["status"].asInt, reply.status, vector.id)
                assertArrayEquals(vector.body, reply.body, vector.id)
                val outcome = vector.subject.read(reply.status, reply.body, reply.headers)
                assertEquals(vector.text("outcome"), outcome.javaClass.simpleName.replaceFirstChar(Char::lowercase), vector.id)
            }
            sandbox.faults("[]")
            exchanges.size.also { assertTrue(it > 280) }
        }

    @Test
    fun `a client refuses the certificate of another sandbox`() {
        val sent = Exchanges.requests().first().sent
        Sandbox.start(tls = true).use { first ->
            Sandbox.start(tls = true).use { second ->
                for (client in clients(first)) {
                    client.send(first.url, sent)
                    assertThrows(SSLHandshakeException::class.java) { client.send(second.url, sent) }
                }
            }
        }
    }
}
