package dev.aicc.sandbox

import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import java.security.KeyStore
import java.security.cert.CertificateFactory
import javax.net.ssl.SSLContext
import javax.net.ssl.TrustManagerFactory
import javax.net.ssl.X509TrustManager

/**
 * The platform's four interfaces on this machine: `aicc sandbox` in a process of its own.
 *
 * The command is the one that the system property `aicc.command` names, else the environment variable `AICC_COMMAND`, else `aicc` on the path.
 */
public class Sandbox private constructor(private val process: Process, public val url: URI, public val certificate: Path?) : AutoCloseable {
    /** What trusts only this sandbox, for a client such as OkHttp that asks for it beside [sslContext], or null without TLS. */
    public val trustManager: X509TrustManager? = certificate?.let(::trusting)

    /** The context of a client that trusts only this sandbox, or null without TLS. */
    public val sslContext: SSLContext? = trustManager?.let { SSLContext.getInstance("TLS").apply { init(null, arrayOf(it), null) } }

    private val client = HttpClient.newBuilder().apply { sslContext?.let(::sslContext) }.build()

    /** Returns the world to its start: the accounts of the seed, no sessions, no faults of a test. */
    public fun reset() {
        administer("POST", "reset")
    }

    /** Replaces the faults by those of [rules]: a JSON array, see `docs/how-to/sandbox.md`. A wrong rule throws with the reason. */
    public fun faults(rules: String) {
        administer("PUT", "faults", rules)
    }

    /** Advances the clock of the world by [seconds]. */
    public fun advance(seconds: Long) {
        administer("POST", "clock", """{"advance": $seconds}""")
    }

    /** Returns the accounts as a JSON array, without a secret. */
    public fun accounts(): String = administer("GET", "accounts")

    /** Returns why the last request was refused, as JSON. */
    public fun explain(): String = administer("GET", "explain")

    /** Ends the process, and waits for its end. */
    override fun close() {
        process.destroy()
        process.waitFor()
    }

    private fun administer(method: String, route: String, body: String = ""): String {
        val request = HttpRequest.newBuilder(url.resolve("/_aicc/$route")).method(method, HttpRequest.BodyPublishers.ofString(body)).build()
        val response = client.send(request, HttpResponse.BodyHandlers.ofString())
        check(response.statusCode() < 400) { "$method /_aicc/$route: ${response.body()}" }
        return response.body()
    }

    public companion object {
        /**
         * Starts a sandbox on a free port, and returns when it listens.
         *
         * @param tls whether it speaks HTTPS; its [certificate] is then in a file
         * @param arguments further options of `aicc sandbox`, such as `--seed` and a file
         * @throws IllegalStateException if the command ends before it listens; it says why on standard error
         * @throws java.io.IOException if there is no such command
         */
        @JvmStatic
        @JvmOverloads
        public fun start(tls: Boolean = false, arguments: List<String> = listOf()): Sandbox {
            val command = System.getProperty("aicc.command") ?: System.getenv("AICC_COMMAND") ?: "aicc"
            val line = listOf(command, "sandbox") + (if (tls) listOf("--tls") else listOf()) + arguments
            val process = ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start()
            val output = process.inputStream.bufferedReader()
            val url = output.readLine()
            checkNotNull(url) { "`${line.joinToString(" ")}` ended with exit status ${process.waitFor()}" }
            return Sandbox(process, URI(url), if (tls) Path.of(output.readLine()) else null)
        }

        private fun trusting(certificate: Path): X509TrustManager {
            val authority = Files.newInputStream(certificate).use { CertificateFactory.getInstance("X.509").generateCertificate(it) }
            val store = KeyStore.getInstance(KeyStore.getDefaultType()).apply {
                load(null)
                setCertificateEntry("sandbox", authority)
            }
            val managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()).apply { init(store) }
            return managers.trustManagers.filterIsInstance<X509TrustManager>().single()
        }
    }
}
