//! The sentences of a template in every language. What the tables say is not repeated here.

use aicc_core::Wording;

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident en $english:literal zh $chinese:literal;)+) => {
        $($(#[doc = $doc])+ pub(super) const $name: Wording = Wording { english: $english, chinese: $chinese };)+
    };
}

words! {
    /// The sheet to fill in.
    DATA_SHEET en "Data" zh "数据";
    /// The hidden sheet.
    LOOKUP_SHEET en "Lists" zh "列表";

    /// True, in a list of values.
    YES en "yes" zh "是";
    /// False, in a list of values.
    NO en "no" zh "否";

    /// What to enter.
    CHOOSE en "Choose a value from the list." zh "请从列表中选择。";
    /// What to enter.
    WHOLE_NUMBER en "A whole number." zh "整数。";
    /// What to enter.
    WITH_COMMAS en "Separate several values with commas." zh "多个值之间用英文逗号分隔。";
    /// What to enter.
    ANY_TEXT en "Any text." zh "任意文本。";
    /// What the platform assumes for an empty cell.
    DEFAULT en "Default: {value}." zh "默认值：{value}。";
    /// A column that must have a value if this one has.
    TOGETHER en "Fill it in together with “{label}”." zh "请与“{label}”同时填写。";
    /// The name of the column for programs.
    WIRE_NAME en "Name: {name}" zh "参数名：{name}";

    /// The title of an error.
    WRONG_VALUE en "This value is not allowed" zh "不允许该值";
    /// The end of an error.
    SEE_GUIDE en "See row {row} of the sheet “{sheet}”." zh "请参阅工作表“{sheet}”中序号 {row}。";

    /// A type.
    TYPE_CHOICE en "list" zh "列表";
    /// A type.
    TYPE_TEXT en "text" zh "文本";
    /// A type.
    TYPE_INTEGER en "whole number" zh "整数";
    /// A type.
    TYPE_BOOLEAN en "yes or no" zh "是或否";
    /// A type.
    TYPE_TEXTS en "texts with commas" zh "以逗号分隔的文本";
    /// A type.
    TYPE_GROUP en "group of columns" zh "一组列";

    /// How to fill in the workbook.
    FILL_IN
        en "Fill in the sheet “{sheet}”: one record in each row. Keep the headings as they are."
        zh "请填写工作表“{sheet}”，每行一条记录。请勿修改表头。";
    /// How to fill in the workbook.
    ASTERISK
        en "A column whose heading ends with * is mandatory. Leave other cells empty if you have no value."
        zh "表头以 * 结尾的列为必填列。其他列没有值时请留空。";
    /// How to fill in the workbook.
    COLOURS
        en "Red: the value does not fit its column. Yellow: a mandatory value is missing, or an earlier record has the same value."
        zh "红色：该值不符合该列的要求。黄色：缺少必填值，或与之前的记录重复。";
    /// How to check the workbook.
    CHECK_IT
        en "Save the workbook, then check it: aicc check FILE.xlsx -i {interface}"
        zh "保存工作簿后进行检查：aicc check FILE.xlsx -i {interface}";
    /// What the rules are.
    EDITION
        en "The rules are those of the vendor's page, edition {edition}."
        zh "规则依据厂商页面，版本 {edition}。";

    /// A heading of the guide.
    ROW en "Row" zh "序号";
    /// A heading of the guide.
    COLUMN en "Column" zh "列";
    /// A heading of the guide.
    MANDATORY en "Mandatory" zh "必填";
    /// A heading of the guide.
    TYPE en "Type" zh "类型";
    /// A heading of the guide.
    WHAT_TO_ENTER en "What to enter" zh "填写要求";
    /// A heading of the guide.
    NOTES en "Notes" zh "说明";
    /// A heading of the guide.
    EXAMPLE en "Example" zh "示例";
    /// A heading of the guide.
    NAME en "Name" zh "参数名";

    /// The foot of a printed page.
    FOOTER en "Page &P of &N" zh "第 &P 页，共 &N 页";
}
