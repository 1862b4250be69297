import Foundation

extension Language {
    /// Creates the language of a locale's tag: `zh-CN`, `zh_Hans_CN`, `en-GB`. Every other language becomes English.
    public init(tag: String) {
        self = languageOfTag(tag: tag)
    }

    /// Creates the language of a locale. Every language except Chinese becomes English.
    public init(locale: Locale) {
        self.init(tag: locale.identifier)
    }
}
