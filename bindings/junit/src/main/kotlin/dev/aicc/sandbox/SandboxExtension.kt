package dev.aicc.sandbox

import org.junit.jupiter.api.extension.BeforeAllCallback
import org.junit.jupiter.api.extension.BeforeEachCallback
import org.junit.jupiter.api.extension.ExtensionContext
import org.junit.jupiter.api.extension.ParameterContext
import org.junit.jupiter.api.extension.ParameterResolver

/**
 * Gives a [Sandbox] to each test that has a parameter of this type. A class of tests has one sandbox, which each test finds as it was
 * at its start.
 *
 * `@ExtendWith(SandboxExtension::class)` takes the defaults; with options, register it: a static field with `@RegisterExtension`.
 *
 * @param tls whether the sandbox speaks HTTPS
 * @param arguments further options of `aicc sandbox`, such as `--seed` and a file
 */
public class SandboxExtension @JvmOverloads constructor(private val tls: Boolean = false, private val arguments: List<String> = listOf()) :
    BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    override fun beforeAll(context: ExtensionContext) {
        sandboxOf(context)
    }

    override fun beforeEach(context: ExtensionContext) {
        sandboxOf(context).reset()
    }

    override fun supportsParameter(parameter: ParameterContext, context: ExtensionContext): Boolean = parameter.parameter.type == Sandbox::class.java

    override fun resolveParameter(parameter: ParameterContext, context: ExtensionContext): Any = sandboxOf(context)

    // JUnit closes what it stores when the context ends.
    private fun sandboxOf(context: ExtensionContext): Sandbox =
        context.getStore(NAMESPACE).getOrComputeIfAbsent("sandbox", { Sandbox.start(tls, arguments) }, Sandbox::class.java)

    private companion object {
        val NAMESPACE: ExtensionContext.Namespace = ExtensionContext.Namespace.create(SandboxExtension::class.java)
    }
}
