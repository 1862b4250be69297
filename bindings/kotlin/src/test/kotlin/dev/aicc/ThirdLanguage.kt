package dev.aicc.thirdlanguage

import dev.aicc.Finding
import dev.aicc.text

// The code of docs/how-to/third-language.md, word for word. The tests run it.

object Spanish {
    private val labels = mapOf(
        "/agentid" to "El número de agente",
        "/phonenum" to "El teléfono",
        "/callNumber/*" to "El teléfono de software",
    )

    private val sentences = mapOf(
        "required" to "{label} es obligatorio.",
        "minimum" to "{label} debe ser {minimum} o mayor.",
        "maximum" to "{label} debe ser {maximum} o menor.",
        "maxLength" to "{label} admite {maximum} caracteres; tiene {actual}.",
        "maxItems" to "Se admiten {maximum} elementos; hay {actual}.",
    )

    /** Returns the sentence in Spanish. If the app has no template, it returns the sentence of the package. */
    fun sentence(finding: Finding): String {
        val template = sentences[finding.rule] ?: return finding.sentence
        val label = labels[finding.pointer.replace(Regex("/[0-9]+"), "/*")] ?: return finding.sentence
        val params = finding.params.mapValues { it.value.text } + ("label" to label)
        return Regex("\\{(\\w+)}").replace(template) { params[it.groupValues[1]] ?: it.value }
    }
}
