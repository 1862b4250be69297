package dev.aicc

import java.lang.reflect.Constructor
import java.lang.reflect.Modifier
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.TypeVariable
import java.lang.reflect.WildcardType
import java.time.Instant

/** The class of a type, without what stands between `<` and `>`. */
internal fun raw(type: Type): Class<*> =
    when (type) {
        is ParameterizedType -> raw(type.rawType)
        is WildcardType -> raw(type.upperBounds.single())
        is TypeVariable<*> -> raw(type.bounds.first())
        else -> type as Class<*>
    }

private fun arguments(type: Type): List<Type> =
    when (type) {
        is ParameterizedType -> type.actualTypeArguments.toList()
        is WildcardType -> arguments(type.upperBounds.single())
        else -> emptyList()
    }

private fun isOurs(type: Class<*>) = type.name.startsWith("dev.aicc.")

/** The variants of a sealed class. */
private fun variants(type: Class<*>): List<Class<*>> = type.declaredClasses.filter { it.superclass == type && Modifier.isPublic(it.modifiers) }

/** The constructor of a value with all that it holds. */
private fun constructor(type: Class<*>): Constructor<*>? =
    type.constructors.filterNot { it.isSynthetic }.maxByOrNull { it.parameterCount }

/** Whether a value of `type` is, or can hold, a `what`. */
internal fun holds(type: Type, what: Class<*>, seen: Set<Class<*>> = emptySet()): Boolean {
    val plain = raw(type)
    if (plain == what || arguments(type).any { holds(it, what, seen) }) return true
    if (!isOurs(plain) || plain in seen || plain.isEnum || plain.isInterface || plain in OPAQUE) return false
    val inside = variants(plain) + constructor(plain)?.genericParameterTypes.orEmpty()
    return inside.any { holds(it, what, seen + plain) }
}

/** Objects and values that share nothing with what they were made from. */
private val OPAQUE = setOf(Secret::class.java, WrittenRequest::class.java, PasswordPolicy::class.java, Gateway::class.java)

/** Values of any type, with `planted` wherever a value of its type can be, and with `text` in place of each text. */
internal class Samples(private val planted: Any?, private val text: String? = null) {
    private val secret = planted as? Secret ?: Secret(text ?: "Hunter2+")

    /** What is made from certain texts, and messages that break no rule. */
    private val known: Map<Class<*>, () -> Any> = mapOf(
        Secret::class.java to { secret },
        WrittenRequest::class.java to { (AgentSignIn(Secret("Hunter2+")).request(Gateway("10.0.0.5"), "291") as RequestResult.Ready).request },
        Gateway::class.java to { Gateway("10.0.0.5") },
        Cloud::class.java to { Cloud("example.com", secret, secret) },
        PasswordPolicy::class.java to { PasswordPolicy(8, 8) },
        Profile::class.java to { Profile() },
    )

    private val messages: Map<Class<*>, () -> Any> = mapOf(
        AgentAccountCreate::class.java to
            { AgentAccountCreate("test123456", "Li Na", secret, "li.na@example.com", AgentType.VIDEO, AgentRole.AGENT) },
        AgentInfoQuery::class.java to { AgentInfoQuery("test123456", secret, "test123456") },
        AgentSettingsCreate::class.java to { AgentSettingsCreate("101") },
        AgentSignIn::class.java to { AgentSignIn(secret) },
    )

    fun of(type: Type): Any {
        val plain = raw(type)
        if (planted != null && plain.isInstance(planted) && isOurs(plain)) return planted
        (known[plain] ?: messages[plain].takeIf { text == null })?.let { return it() }
        return when (plain) {
            String::class.java -> text ?: "291"
            ByteArray::class.java -> "{}".toByteArray()
            CharArray::class.java -> (text ?: "291").toCharArray()
            Int::class.java, java.lang.Integer::class.java -> 200
            Long::class.java, java.lang.Long::class.java -> 1L
            Boolean::class.java, java.lang.Boolean::class.java -> false
            Instant::class.java -> Instant.EPOCH
            List::class.java -> listOf(of(arguments(type).single()))
            Map::class.java -> arguments(type).let { (key, value) -> mapOf(of(key) to of(value)) }
            Any::class.java -> "291"
            else -> ours(plain)
        }
    }

    private fun ours(type: Class<*>): Any {
        check(isOurs(type)) { "no sample of $type" }
        if (type.isEnum) return type.enumConstants.first()
        if (type.isInterface) return of(PublicTypes.classes.first { type in it.interfaces })
        variants(type).let { variants ->
            val holder = variants.firstOrNull { planted != null && holds(it, planted.javaClass) } ?: variants.firstOrNull()
            if (holder != null) return of(holder)
        }
        val constructor = constructor(type) ?: return type.getField("INSTANCE").get(null)
        return constructor.newInstance(*constructor.genericParameterTypes.map(::of).toTypedArray())
    }
}

/** A copy of a data class, and of those that it holds; anything else as it is. */
internal fun copied(value: Any): Any {
    if (value is List<*>) return value.map { copied(it!!) }
    val copy = value.javaClass.methods.firstOrNull { it.name == "copy" && !it.isSynthetic } ?: return value
    val parts = (1..copy.parameterCount).map { value.javaClass.getMethod("component$it").invoke(value) }
    return copy.invoke(value, *parts.map { it?.let(::copied) }.toTypedArray())
}
