@file:JvmName("Languages")

package dev.aicc

import java.util.Locale

/** The language of a locale's tag: `zh-CN`, `zh_Hans_CN`, `en-GB`. English for every other language. */
public fun languageOf(tag: String): Language = languageOfTag(tag)

/** The language of a locale; English for a locale that is neither English nor Chinese. */
public fun languageOf(locale: Locale): Language = languageOfTag(locale.toLanguageTag())
