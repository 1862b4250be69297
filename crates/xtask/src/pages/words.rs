//! The words of the generated pages, in every language.

use aicc_core::Wording;

macro_rules! words {
    ($($name:ident en $english:literal zh $chinese:literal;)+) => {
        $(pub(super) const $name: Wording = Wording { english: $english, chinese: $chinese };)+
    };
}

words! {
    IS_VIOLATION
        en "**Violation**: a message that breaks this rule is not valid."
        zh "**违规**：违反该规则的消息无效。";
    IS_ADVICE
        en "**Advice**: the message is valid, but may contain a mistake."
        zh "**提示**：该消息有效，但可能有误。";
    EXAMPLE en "Example" zh "示例";
    BROKEN en "This breaks the rule ({source}):" zh "以下内容违反该规则（{source}）：";
    NOTICED en "This gets the advice ({source}):" zh "以下内容会得到该提示（{source}）：";
    FINDING en "The finding" zh "结果";
    CORRECTED en "Correction" zh "更正";
    REQUEST en "a request of {interface}" zh "{interface} 的请求";
    REQUEST_WITH_QUEUES
        en "a request of {interface}, where the caller says that queue 3 is of type 11"
        zh "{interface} 的请求，且调用方说明队列 3 的类型为 11";
    REPLY en "a reply of {interface}" zh "{interface} 的响应";
    PATH en "`{pointer}` in the path of {interface}" zh "{interface} 路径中的 `{pointer}`";
    FILE_OF en "a file with records of {interface}" zh "含有 {interface} 记录的文件";
    SENTENCE en "Sentence" zh "说明文字";
    SENTENCES_ABOUT
        en "Programs can match the code `{code}`, which never changes. The sentence shows the params in braces."
        zh "程序可匹配代码 `{code}`，它永不改变。说明文字中花括号里的是参数。";
    FORM_OF_SENTENCE
        en "`{name|one|many}` chooses by a number, and a part in brackets appears only if its params are there."
        zh "`{name|one|many}` 按数字选择，方括号中的部分仅在有相应参数时出现。";
    LANGUAGE en "language" zh "语言";
    PARAMS en "Params" zh "参数";
    WHERE en "Where it applies" zh "适用位置";

    ROW en "No." zh "序号";
    PARAMETER en "Parameter" zh "参数名称";
    TYPE en "Value type" zh "数据类型";
    MANDATORY en "Mandatory or optional" zh "必选/可选";
    IS_MANDATORY en "mandatory" zh "必选";
    IS_OPTIONAL en "optional" zh "可选";
    SINCE en "{presence} in the edition of {edition}" zh "{edition} 版：{presence}";
    DESCRIPTION en "Description" zh "描述";
    RULES_OF_ROW en "Rules" zh "规则";
    DEFAULT en " Default of the platform: `{value}`." zh "平台默认值：`{value}`。";
    SECRET en " Secret: it appears in the written request and nowhere else." zh "机密：仅出现在写出的请求中。";
    INTERFACE en "Interface" zh "接口";
    LIMIT en "Limit" zh "限制";
    PATH_TABLE en "Path parameters" zh "路径参数";
    HEADERS_TABLE en "Request header" zh "请求消息头";
    REQUEST_TABLE en "Request body" zh "请求消息体";
    REPLY_TABLE en "Response body" zh "响应消息体";
    WORDS_TABLE en "Words in tables" zh "表格中的名称";
    MEMBER en "Member" zh "成员";
    HEADINGS en "Headings" zh "列标题";
    VALUES en "Values" zh "取值";
    RESULT_CODES en "Result codes" zh "结果码";
    RESULT_CODES_OF en "Result codes of {interface}" zh "{interface} 的结果码";
    CODE en "Code" zh "代码";
    MEANING en "Meaning" zh "含义";
    ACTION en "What to do" zh "处理方法";
    EXAMPLES en "Example “{name}”" zh "示例“{name}”";
    OTHER_CODES en "All other codes: {meaning}." zh "其他代码：{meaning}。";
    KEY en "Lists of findings show whose record it is by {members}." zh "结果列表以 {members} 标明是谁的记录。";
    UNIQUE
        en "Records with the same `{member}` get the advice {rule}, without regard to case."
        zh "`{member}` 相同的记录（不区分大小写）会得到提示 {rule}。";
    PAGE_OF en "The vendor's page is “{title}”." zh "厂商页面：“{title}”。";
    EDITIONS
        en "The rows are from the edition of {edition}. Where another edition differs, the row says so."
        zh "各行取自 {edition} 版。其他版本有不同之处时，该行会注明。";

    MEMBER_OF_REPLY
        en "A reply of {interface} has this code in `{member}`."
        zh "{interface} 的响应在 `{member}` 中返回该代码。";
    HTTP_STATUS en "{interface} answers with this HTTP status." zh "{interface} 返回该 HTTP 状态码。";
    NO_ACTION
        en "The vendor's page does not say what to do."
        zh "厂商页面没有说明处理方法。";
    SAME_CODE en "The same code elsewhere" zh "其他接口中的相同代码";

    ALL_COMMANDS en "Commands" zh "命令";
    COMMAND en "Command" zh "命令";
    OF_ALL_COMMANDS
        en "{page} lists the other commands, and what all of them share."
        zh "{page}页面列出其他命令，以及所有命令共有的内容。";
    DEFAULT_VALUE en "Default" zh "默认值";
    COLON en ": " zh "：";
    EXIT_STATUS en "Exit status" zh "退出状态";
    STATUS en "Status" zh "状态";
    EXAMPLES_OF_COMMAND en "Examples" zh "示例";

    ALL_RULES en "Rules" zh "规则";
    ALL_RULES_ABOUT
        en "A finding has the code of a rule. Codes never change their meaning, so a program can match them. `aicc explain CODE` prints the \
            page of a code in a terminal, and each finding has the address of the page in its `url`."
        zh "每条结果都带有规则的代码。代码的含义永不改变，程序可据此匹配。`aicc explain 代码` 在终端中显示代码的说明，每条结果的 `url` 是对应页面的地址。";
    VIOLATIONS en "Violations" zh "违规";
    ADVICE en "Advice" zh "提示";
    OF_FILES en "Rules of files" zh "文件的规则";
    ALL_INTERFACES en "Interfaces" zh "接口";
    ALL_INTERFACES_ABOUT
        en "Each page has the rows of the vendor's page, with every limit, default and documented value. `aicc rules INTERFACE` prints the \
            same in a terminal, also for other editions and password policies."
        zh "每个页面列出厂商页面的各行，以及全部限制、默认值和取值。`aicc rules 接口` 在终端中显示相同内容，也支持其他版本和密码策略。";
}
