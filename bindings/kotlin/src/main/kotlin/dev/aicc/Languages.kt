@file:JvmName("Languages")

package dev.aicc

import java.util.Locale

/** Returns the language of a locale's tag: `zh-CN`, `zh_Hans_CN`, `en-GB`. Returns English for every other language. */
public fun languageOf(tag: String): Language = languageOfTag(tag)

/** Returns the language of a locale. Returns English for every language except English and Chinese. */
public fun languageOf(locale: Locale): Language = languageOfTag(locale.toLanguageTag())
