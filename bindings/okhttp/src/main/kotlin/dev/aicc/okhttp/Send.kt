@file:JvmName("OkHttp")

package dev.aicc.okhttp

import dev.aicc.WrittenRequest
import java.io.IOException
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.suspendCancellableCoroutine
import okhttp3.Call
import okhttp3.Callback
import okhttp3.Headers.Companion.toHeaders
import okhttp3.MediaType
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.RequestBody
import okhttp3.Response
import okio.BufferedSink

/**
 * Sends a request, and returns the outcome of its reply. Cancelling the coroutine cancels the call.
 *
 * ```
 * when (val outcome = client.send(request, ::readAgentSignInReply)) { … }
 * ```
 *
 * @param read reads a reply of the interface, such as `::readAgentSignInReply`
 * @throws IOException if there is no connection or no whole answer; the platform may have executed the request
 */
public suspend fun <R> OkHttpClient.send(request: WrittenRequest, read: ReplyReader<R>): R =
    suspendCancellableCoroutine { continuation ->
        val call = withoutRedirects().newCall(request.toOkHttp())
        continuation.invokeOnCancellation { call.cancel() }
        call.enqueue(
            object : Callback {
                override fun onFailure(call: Call, e: IOException) = continuation.resumeWithException(e)

                override fun onResponse(call: Call, response: Response) = continuation.resumeWith(runCatching { outcomeOf(response, read) })
            },
        )
    }

/**
 * Sends a request, and returns the outcome of its reply. It blocks the thread until then.
 *
 * @param read reads a reply of the interface, such as `::readAgentSignInReply`
 * @throws IOException if there is no connection or no whole answer; the platform may have executed the request
 */
@Throws(IOException::class)
public fun <R> OkHttpClient.sendBlocking(request: WrittenRequest, read: ReplyReader<R>): R =
    outcomeOf(withoutRedirects().newCall(request.toOkHttp()).execute(), read)

/**
 * Returns the same request for OkHttp, which never sends it a second time by itself: the platform may have executed the first one.
 *
 * It contains the secrets of the message. Its text form shows the header fields.
 */
public fun WrittenRequest.toOkHttp(): Request =
    Request.Builder().url(url()).headers(headers().toHeaders()).method(method(), OneShotBody(body())).build()

/** Reads the outcome of a reply from its HTTP status, its body and its header fields. */
public typealias ReplyReader<R> = (status: Int, body: ByteArray, headers: Map<String, String>) -> R

/** The same client with the same connections: a redirect is an undocumented status, because the request contains the credentials. */
private fun OkHttpClient.withoutRedirects(): OkHttpClient = newBuilder().followRedirects(false).build()

private fun <R> outcomeOf(response: Response, read: ReplyReader<R>): R =
    response.use { read(it.code, it.body.bytes(), it.headers.toMap()) }

/** A body that OkHttp sends at most once, also when the connection breaks. */
private class OneShotBody(private val bytes: ByteArray) : RequestBody() {
    /** The header fields name the type. */
    override fun contentType(): MediaType? = null

    override fun contentLength(): Long = bytes.size.toLong()

    override fun isOneShot(): Boolean = true

    override fun writeTo(sink: BufferedSink) {
        sink.write(bytes)
    }
}
