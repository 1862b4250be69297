package dev.aicc

import dev.aicc.sandbox.Sandbox
import java.net.http.HttpClient
import okhttp3.OkHttpClient

// The code of docs/how-to/sandbox-apps.md, word for word. The tests run it.

fun okHttp(sandbox: Sandbox): OkHttpClient =
    OkHttpClient.Builder().sslSocketFactory(sandbox.sslContext!!.socketFactory, sandbox.trustManager!!).build()

fun javaHttp(sandbox: Sandbox): HttpClient = HttpClient.newBuilder().sslContext(sandbox.sslContext).build()
