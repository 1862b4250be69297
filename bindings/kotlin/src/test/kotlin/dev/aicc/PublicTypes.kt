package dev.aicc

import java.io.File

/** The public types of the package, found in its sources. */
internal object PublicTypes {
    private val sources =
        listOf("src/generated/kotlin", "src/main/kotlin")
            .flatMap { File(it).walk().filter { file -> file.extension == "kt" } }
            .map { it.readText() }

    /** The names of the top-level types. */
    val names = all("""^(?:public )?(?:data |sealed |enum )*(?:class|interface|object) (\w+)""")

    /** The top-level types, and the classes that contain the functions for Java. */
    val classes: List<Class<*>> = (names + all("""^@file:JvmName\("(\w+)"\)""")).map { Class.forName("dev.aicc.$it") }

    private fun all(pattern: String) =
        sources.flatMap { Regex(pattern, RegexOption.MULTILINE).findAll(it).map { match -> match.groupValues[1] } }.toSortedSet()
}
