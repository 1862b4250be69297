/** The texts of the page, in both languages. What the package says, such as sentences and labels, is not here. */

/** A language of the page and of the sentences. */
export type Language = "en" | "zh";

const TEXTS = {
    title: ["Playground", "演练场"],
    intro: [
        "Check messages and spreadsheets here. Nothing that you type or open leaves this page.",
        "在此校验消息和表格。您输入或打开的内容都不会离开本页面。",
    ],
    otherLanguage: ["中文", "English"],
    theme: ["Theme", "主题"],
    themeAuto: ["System", "系统"],
    themeLight: ["Light", "浅色"],
    themeDark: ["Dark", "深色"],
    loading: ["Loading…", "正在加载……"],
    failed: ["The page could not start: {reason}", "页面无法启动：{reason}"],
    noScript: ["This page needs JavaScript and WebAssembly.", "本页面需要 JavaScript 和 WebAssembly。"],

    interface: ["Interface", "接口"],
    example: ["Example", "示例"],
    chooseExample: ["Choose an example", "选择示例"],
    validExample: ["Valid message", "有效的消息"],
    mostFindings: ["Many findings", "多处错误"],
    breaks: ["Finding: {rule}", "检查结果：{rule}"],

    settings: ["Settings", "设置"],
    edition: ["Edition of the vendor's pages", "厂商文档版本"],
    passwordPolicy: ["Password policy", "密码策略"],
    policyOfPage: ["As the vendor's page", "按厂商文档"],
    policyOfTenant: ["Of a tenant", "租户自定义"],
    minimum: ["Minimum length", "最小长度"],
    maximum: ["Maximum length", "最大长度"],
    classes: ["Kinds of characters (0 to 4)", "字符类别数（0 至 4）"],

    views: ["Input", "输入"],
    message: ["Message", "消息"],
    form: ["Form", "表单"],
    file: ["File", "文件"],
    messageLabel: ["Message as JSON", "JSON 消息"],
    editorHelp: [
        "Press Escape, then Tab to leave the editor. F8 goes to the next finding.",
        "按 Esc 再按 Tab 离开编辑器，按 F8 跳到下一处检查结果。",
    ],

    findings: ["Findings", "检查结果"],
    valid: ["The message is valid.", "消息有效。"],
    violations: ["Violations: {count}", "违规：{count}"],
    advice: ["Advice: {count}", "提示：{count}"],
    row: ["Row", "行"],
    field: ["Field", "字段"],
    rule: ["Rule", "规则"],
    finding: ["Finding", "检查结果"],
    severityViolation: ["Violation", "违规"],
    severityAdvice: ["Advice", "提示"],
    goToPlace: ["Go to the place", "转到该处"],
    ruleOf: ["Rule {rule}", "规则 {rule}"],

    mandatory: ["mandatory", "必填"],
    secret: ["secret", "保密信息"],
    choose: ["(empty)", "（空）"],
    defaultIs: ["Default: {value}", "默认值：{value}"],
    add: ["Add {name}", "添加 {name}"],
    remove: ["Remove {name}", "删除 {name}"],
    formNeedsJson: [
        "The message is not a JSON object, so the form cannot show it. Correct the message, or choose an example.",
        "消息不是 JSON 对象，表单无法显示。请修正消息，或选择一个示例。",
    ],
    path: ["Path parameter", "路径参数"],

    code: ["The request as code", "请求代码"],
    codeNeedsValid: [
        "The code appears when the message has no violations.",
        "消息没有违规时，此处显示代码。",
    ],
    codeMasked: ["Secrets are masked: replace *** with your own.", "保密信息已掩码：请将 *** 替换为您自己的值。"],
    copy: ["Copy", "复制"],
    copied: ["Copied", "已复制"],
    notCopied: ["The browser refused to copy: select the text.", "浏览器拒绝复制：请选择文本。"],

    share: ["Share", "分享"],
    shareLabel: ["Link to this message", "此消息的链接"],
    shareNote: [
        "The link holds the message without its secret members, and the settings.",
        "链接包含设置以及去除保密信息成员后的消息。",
    ],
    shareWithoutMessage: [
        "The message is not JSON, so the link holds the settings only: secrets in it could not be found.",
        "消息不是 JSON，无法找出其中的保密信息，因此链接只包含设置。",
    ],

    chooseFile: ["Choose a file", "选择文件"],
    dropFile: ["or drop one here: {formats}", "或拖放到此处：{formats}"],
    exampleFile: ["Example: {name}", "示例：{name}"],
    preparing: ["Preparing…", "正在准备……"],
    checking: ["Checking {name}…", "正在校验 {name}……"],
    records: ["{records} records", "{records} 条记录"],
    cancel: ["Cancel", "取消"],
    fileResult: [
        "{name}: {records} records, {valid} valid, {invalid} invalid.",
        "{name}：共 {records} 条记录，有效 {valid} 条，无效 {invalid} 条。",
    ],
    byRule: ["Findings by rule", "按规则统计"],
    reading: ["How the file was read: {count} notes", "文件的读取方式：{count} 条说明"],
    shownOf: ["Shown: {shown} of {total} findings.", "显示 {total} 条检查结果中的 {shown} 条。"],
    showMore: ["Show more", "显示更多"],
    downloads: ["Downloads", "下载"],
    annotated: ["Your file with the findings", "带检查结果的文件"],
    fixed: ["Your file with repairs", "修复后的文件"],
    repairs: ["Repairs: {count}.", "修复：{count} 处。"],
    template: ["Empty template ({format})", "空白模板（{format}）"],
    fileFailed: ["The file could not be checked: {reason}", "无法校验该文件：{reason}"],
} as const satisfies Record<string, readonly [string, string]>;

/** The name of a text. */
export type TextName = keyof typeof TEXTS;

/** Returns a text with its places filled in. */
export function textIn(language: Language, name: TextName, values: Record<string, string | number> = {}): string {
    const text = TEXTS[name][language === "en" ? 0 : 1];
    return text.replace(/\{(\w+)\}/g, (place, value: string) => String(values[value] ?? place));
}
