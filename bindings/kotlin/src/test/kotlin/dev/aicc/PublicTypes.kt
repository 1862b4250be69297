package dev.aicc

import java.io.File

/** What the package offers in public, by its sources: a new type joins by itself. */
internal object PublicTypes {
    private val sources =
        listOf("src/generated/kotlin", "src/main/kotlin")
            .flatMap { File(it).walk().filter { file -> file.extension == "kt" } }
            .map { it.readText() }

    /** The names of the types outside of others. */
    val names = all("""^(?:public )?(?:data |sealed |enum )*(?:class|interface|object) (\w+)""")

    /** The types, and what Java calls the functions by. */
    val classes: List<Class<*>> = (names + all("""^@file:JvmName\("(\w+)"\)""")).map { Class.forName("dev.aicc.$it") }

    private fun all(pattern: String) =
        sources.flatMap { Regex(pattern, RegexOption.MULTILINE).findAll(it).map { match -> match.groupValues[1] } }.toSortedSet()
}
