import Foundation

extension Language {
    /// The language of a locale's tag: `zh-CN`, `zh_Hans_CN`, `en-GB`. English for every other language.
    public init(tag: String) {
        self = languageOfTag(tag: tag)
    }

    /// The language of a locale; English for a locale that is neither English nor Chinese.
    public init(locale: Locale) {
        self.init(tag: locale.identifier)
    }
}
