//! The sentences of this command in every language. What the tables say is not repeated here.

use aicc_core::Wording;

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident en $english:literal zh $chinese:literal;)+) => {
        $($(#[doc = $doc])+ pub(crate) const $name: Wording = Wording { english: $english, chinese: $chinese };)+
    };
}

words! {
    /// The name of the stream.
    STANDARD_INPUT en "standard input" zh "标准输入";
    /// The name of the stream.
    STANDARD_OUTPUT en "standard output" zh "标准输出";
    /// The name of the stream.
    STANDARD_ERROR en "standard error" zh "标准错误输出";

    /// A heading of the table of findings.
    POINTER en "Pointer" zh "位置";
    /// A heading of the table of findings.
    RULE en "Rule" zh "规则";
    /// A heading of the table of findings.
    MESSAGE en "Message" zh "说明";
    /// The pointer of a finding about a whole record.
    WHOLE_BODY en "(body)" zh "（请求体）";
    /// Follows the code of a rule.
    IS_ADVICE en " (advice)" zh "（提示）";
    /// Under tables that do not show everything.
    HIDDEN
        en "{count} more findings are not shown: raise --limit, or write all of them with --findings FILE."
        zh "另有 {count} 条未显示：可调大 --limit，或用 --findings FILE 写出全部。";

    /// A heading of the summary of a step of GitHub Actions.
    FINDINGS en "Findings" zh "数量";
    /// A heading of the summary of a step of GitHub Actions.
    FILE en "File" zh "文件";
    /// A heading of the summary of a step of GitHub Actions: whose record it is.
    KEY en "Key" zh "标识";
    /// Under the findings of the summary of a step of GitHub Actions.
    HIDDEN_IN_SUMMARY
        en "{count} more findings are not shown: GitHub limits the size of a summary."
        zh "另有 {count} 条未显示：GitHub 限制摘要的大小。";
    /// The help of a rule in a SARIF log.
    HELP_OF_RULE
        en "Run `aicc explain {rule}` to see what a finding says and where the rule applies."
        zh "运行 `aicc explain {rule}` 可查看该规则的说明及其适用位置。";
    /// A heading of the table of repairs.
    CELL en "Cell" zh "单元格";
    /// A heading of the table of repairs.
    BEFORE en "Before" zh "修改前";
    /// A heading of the table of repairs.
    AFTER en "After" zh "修改后";
    /// Under a table of repairs that does not show everything.
    HIDDEN_REPAIRS
        en "{count} more repairs are not shown: raise --limit, or use --output json."
        zh "另有 {count} 处修改未显示：可调大 --limit，或使用 --output json。";
    /// Under the tables of repairs.
    NO_REPAIRS en "No repairs are proposed." zh "没有建议的修改。";
    /// Under the tables of repairs.
    REPAIRS_PROPOSED
        en "Proposed repairs: {count}. Write them to a new file with --fixed FILE."
        zh "建议修改 {count} 处。可用 --fixed FILE 写入新文件。";
    /// Under the tables of repairs.
    REPAIRS_WRITTEN en "Repairs: {count}, in the new file {file}." zh "修改 {count} 处，见新文件 {file}。";
    /// Under the tables of repairs of a file in another encoding.
    FIXED_IS_UTF_8 en "The new file is in UTF-8." zh "新文件采用 UTF-8 编码。";
    /// `--fix` with another form of output.
    FORM_OF_REPAIRS
        en "repairs are shown as a table or as JSON: use --output table or --output json."
        zh "修改以表格或 JSON 显示：请使用 --output table 或 --output json。";
    /// The name of the test in a JUnit report that stands for all valid records.
    VALID_RECORDS en "valid records" zh "有效记录";
    /// The name of the test in a JUnit report that fails if the file cannot be read.
    FILE_IS_READABLE en "the file can be read" zh "文件可读取";

    /// Under a table of `aicc request` that does not show everything.
    HIDDEN_BY_REQUEST
        en "{count} more findings are not shown: aicc check lists them."
        zh "另有 {count} 条未显示，可用 aicc check 列出。";
    /// Above a request.
    REQUEST_TITLE en "### {file}, {place}" zh "### {file}，{place}";
    /// A token or an app key.
    CREDENTIAL_NOT_UTF_8 en "it is not UTF-8; correct it." zh "不是 UTF-8 编码，请修正。";
    /// A file that is too large for a token.
    TOKEN_TOO_LONG en "it is too large for a token; name the file that holds the token only." zh "文件过大，不是令牌；请指定只含令牌的文件。";
    /// In help, the text of a path parameter.
    PATH_PARAMETER en "{label}, in the path of {interfaces}." zh "{label}，用于 {interfaces} 的路径。";

    /// The first sentence of the counts.
    RECORDS en "Records: {records} ({valid} valid, {invalid} invalid)." zh "共 {records} 条记录（有效 {valid}，无效 {invalid}）。";
    /// Follows if there are violations.
    VIOLATIONS en "Violations: {rules}." zh "违规：{rules}。";
    /// Follows if there is advice.
    ADVICE en "Advice: {rules}." zh "提示：{rules}。";
    /// Follows if a file could not be read.
    UNREAD en "Files that could not be read: {files}." zh "未能读取的文件：{files}。";
    /// A sentence whose text comes from a library.
    SENTENCE en "{text}." zh "{text}。";
    /// Between two sentences, and after a colon.
    SPACE en " " zh "";

    /// A file without a known extension.
    UNKNOWN_FORMAT en "its format is not known; add --format {formats}." zh "无法识别其格式，请加上 --format {formats}。";
    /// Follows if text is in another encoding.
    SAVE_AS_UTF_8
        en "some records are not UTF-8; save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”), or name the encoding of a CSV file \
            with --encoding, then check it again."
        zh "有些记录不是 UTF-8 编码，请将文件另存为 UTF-8（在电子表格中选“CSV UTF-8”），或用 --encoding 指定 CSV 文件的编码，然后重新检查。";
    /// A file whose encoding is not certain.
    NAME_ENCODING
        en "Name the encoding of your file, for example: --encoding {encoding}."
        zh "请指定文件的编码，例如：--encoding {encoding}。";
    /// A file without records.
    NO_RECORDS en "it has no records; check that it is the right file." zh "其中没有记录，请确认文件是否正确。";
    /// Fewer records than `--min-records`.
    TOO_FEW_RECORDS
        en "at least {minimum} records are expected, and the files have {records}; check that they are complete."
        zh "应至少有 {minimum} 条记录，实际为 {records} 条，请确认文件是否完整。";
    /// Several files with `--valid` or `--invalid`.
    ONE_FILE_IS_SPLIT
        en "only one file at a time can be split; run the command once for each file."
        zh "一次只能拆分一个文件，请对每个文件分别运行该命令。";
    /// `--valid` or `--invalid` with a file that has no lines.
    CANNOT_BE_SPLIT
        en "only JSON Lines and CSV can be split into valid and invalid records; leave the option out."
        zh "只有 JSON Lines 和 CSV 可以拆分为有效和无效记录，请去掉该选项。";
    /// `--annotate` or `--fixed` with several files.
    ONE_FILE_IS_COPIED
        en "only one file at a time can be copied; run the command once for each file."
        zh "一次只能为一个文件生成副本，请对每个文件分别运行该命令。";
    /// `--annotate`, `--fixed` or `--result` with a file of another format.
    CANNOT_BE_COPIED
        en "only CSV files and workbooks in the format .xlsx or .xlsm can be copied; save the file as .xlsx, or leave the option out."
        zh "只能为 CSV 文件以及 .xlsx 和 .xlsm 格式的工作簿生成副本，请另存为 .xlsx，或去掉该选项。";
    /// `--annotate`, `--fixed` or `--result` with another extension.
    COPY_EXTENSION
        en "the copy has the format of the file; its name must end with {extensions}."
        zh "副本与原文件格式相同，文件名应以 {extensions} 结尾。";
    /// Between extensions.
    OR en " or " zh " 或 ";
    /// `--annotate` or `--fixed` with a file whose content has another format than its name.
    CONTENT_OF_OTHER_FORMAT
        en "the content of the file has another format than its name says; let the names of the file and of the copy end with .{extension}."
        zh "文件内容的格式与其扩展名不符，请将文件和副本的扩展名改为 .{extension}。";
    /// `--column` with a file that is not Parquet.
    COLUMN_OF_PARQUET
        en "it applies to Parquet files only; leave it out."
        zh "该选项只用于 Parquet 文件，请将其去掉。";
    /// An option with files that are not CSV.
    OPTION_OF_CSV
        en "it applies to CSV files only; leave it out."
        zh "该选项只用于 CSV 文件，请将其去掉。";
    /// An option with files that are not workbooks.
    OPTION_OF_WORKBOOKS
        en "it applies to workbooks only; leave it out."
        zh "该选项只用于工作簿，请将其去掉。";
    /// An option with files that are not tables.
    OPTION_OF_TABLES
        en "it applies to CSV files and workbooks only; leave it out."
        zh "该选项只用于 CSV 文件和工作簿，请将其去掉。";
    /// A file of headings that cannot be used.
    MAP_FILE
        en "it must be a JSON object such as {\"Login\": \"userAccount\"}, or CSV in UTF-8 with a heading and a member in each row."
        zh "应为 JSON 对象，例如 {\"Login\": \"userAccount\"}，或每行包含列名和参数名的 UTF-8 编码 CSV。";
    /// Above the findings of a table: the columns that have another name than their member.
    RENAMED_COLUMNS en "Columns that are read by another name: {columns}." zh "按其他名称读取的列：{columns}。";
    /// A column that has another name than its member.
    RENAMED_COLUMN en "“{heading}” as {member}" zh "“{heading}”为 {member}";
    /// An output with another extension.
    OUTPUT_EXTENSION
        en "the name must end with one of {extensions}."
        zh "文件名应以下列扩展名之一结尾：{extensions}。";
    /// Outputs that are left alone because the run failed.
    OUTPUTS_UNCHANGED
        en "nothing is written to this file, because not everything could be checked."
        zh "由于未能完成全部检查，没有写入该文件。";
    /// In the progress bar.
    PROGRESS en "{records} records" zh "{records} 条记录";
    /// A file of user IDs that cannot be used.
    USER_IDS
        en "it must be a JSON object such as {\"li.na001\": \"1660270845627002401\"}, or CSV in UTF-8 with an account and a user ID in each row."
        zh "应为 JSON 对象，例如 {\"li.na001\": \"1660270845627002401\"}，或每行包含账号和用户 ID 的 UTF-8 编码 CSV。";
    /// A file of skill queues that cannot be used.
    SKILL_QUEUES
        en "it must be a JSON object of queue IDs and their types, such as {\"3\": 4, \"7\": 5}."
        zh "应为 JSON 对象，由技能队列 ID 及其类型组成，例如 {\"3\": 4, \"7\": 5}。";
    /// A heading of a table of rows.
    ROW en "Row" zh "序号";
    /// A heading of a table of rows.
    PARAMETER en "Parameter" zh "参数";
    /// A heading of a table of rows.
    TYPE en "Type" zh "类型";
    /// A heading of a table of rows.
    MANDATORY en "Mandatory" zh "必填";
    /// A heading of a table of rows.
    DESCRIPTION en "Description" zh "说明";
    /// A heading of a table of rows.
    LIMIT en "Limit" zh "限制";
    /// In a row that is mandatory.
    YES en "yes" zh "是";
    /// Before the default of a row.
    DEFAULT en "default" zh "默认值";
    /// A heading of a table of codes.
    INTERFACE en "Interface" zh "接口";
    /// A heading of a table of codes.
    CODE en "Code" zh "代码";
    /// A heading of a table of codes.
    RESULT_CODE en "Result code" zh "结果码";
    /// A heading of a table of codes.
    HTTP_STATUS en "HTTP status" zh "HTTP 状态码";
    /// A heading of a table of codes.
    MEANING en "Meaning" zh "含义";
    /// A heading of a table of codes.
    WHAT_TO_DO en "What to do" zh "处理建议";
    /// Follows the code of a rule that makes a record invalid.
    IS_VIOLATION en " (violation: the record is not valid)" zh "（违规：该记录无效）";
    /// Follows the code of a rule that is advice.
    IS_ALLOWED en " (advice: the record is still valid)" zh "（提示：该记录仍然有效）";

    /// An argument of `aicc explain` that is the name of a member.
    NOT_A_CODE_BUT_A_MEMBER
        en "this is not a code, but the field {member}; see {commands}."
        zh "这不是代码，而是字段 {member}，请参阅 {commands}。";
    /// An argument of `aicc explain` that is the name of an interface.
    NOT_A_CODE_BUT_AN_INTERFACE
        en "this is not a code, but an interface; see aicc rules {interface}."
        zh "这不是代码，而是接口，请参阅 aicc rules {interface}。";
    /// An argument of `aicc explain` that may be misspelled.
    NO_CODE_BUT_A_SIMILAR_ONE en "there is no such code. Did you mean {code}?" zh "没有该代码。是否要输入 {code}？";
    /// An argument of `aicc explain` that may be misspelled.
    NO_CODE_BUT_A_SIMILAR_MEMBER
        en "there is no such code. Did you mean the field {member}? See {commands}."
        zh "没有该代码。是否指字段 {member}？请参阅 {commands}。";
    /// An argument of `aicc explain` that is not like any code.
    NO_CODE en "there is no such code. The codes are: {codes}." zh "没有该代码。可用的代码：{codes}。";

    /// Where a sandbox listens.
    SANDBOX_IS_LOCAL
        en "the sandbox listens on {address}: only this machine reaches it. Press Ctrl-C to end it."
        zh "沙箱监听 {address}：仅本机可以访问。按 Ctrl-C 结束。";
    /// Where a sandbox listens.
    SANDBOX_IS_OPEN
        en "the sandbox listens on {address}: other machines can use and administer it. Give it no real passwords. Press Ctrl-C to end it."
        zh "沙箱监听 {address}：其他机器可以使用和管理它。请勿使用真实密码。按 Ctrl-C 结束。";
    /// A file that a sandbox starts from.
    NOT_THE_JSON_OF_A_SANDBOX
        en "line {line}, column {column}: this is not the JSON that the option expects; docs/how-to/sandbox.md describes it"
        zh "第 {line} 行第 {column} 列：不是该选项所需的 JSON；请参阅 docs/zh-cn/how-to/sandbox.md";
    /// The file of a recording.
    NO_FORM_OF_A_RECORDING
        en "the form of the recording is not known; the name must end with .jsonl or .har"
        zh "录制文件的形式未知；文件名应以 .jsonl 或 .har 结尾";

    /// The server that requests are sent to.
    PLATFORM en "the platform" zh "平台";
    /// A journal without a name.
    JOURNAL_OF_STANDARD_INPUT
        en "the records come from standard input: name the journal with --journal FILE."
        zh "记录来自标准输入：请用 --journal FILE 指定日志。";
    /// `--result` with standard input.
    RESULT_OF_A_FILE
        en "the copy needs a file that can be read twice; name the file of records."
        zh "生成副本需要能读取两次的文件，请指定记录文件。";
    /// The number of records of a plan or a run.
    NUMBER_OF_RECORDS en "Records: {records}." zh "共 {records} 条记录。";
    /// How many records have a state or an outcome.
    COUNT_OF_A_KIND en "{label}: {count}." zh "{label}：{count}。";
    /// The state of a record: it will be sent.
    STATE_NEW en "To be created" zh "待创建";
    /// The state of a record: it will be sent with a password that is made for it.
    STATE_NEW_PASSWORD en "To be created, with a made password" zh "待创建，将生成密码";
    /// How many passwords a run would make.
    PASSWORDS_TO_MAKE en "Passwords to be made" zh "待生成的密码";
    /// The state of a record.
    STATE_REFUSED en "Refused before, to be sent again" zh "曾被拒绝，将重新发送";
    /// The state of a record.
    STATE_OPEN en "Answer lost, to be asked for" zh "响应丢失，待查询";
    /// The state of a record.
    STATE_UNKNOWN en "Outcome unknown, to be asked for" zh "结果未知，待查询";
    /// The state of a record.
    STATE_CREATED en "Created before" zh "此前已创建";
    /// The state of a record.
    STATE_MASKED en "Password masked" zh "密码已掩码";
    /// The state or the outcome of a record.
    CHANGED_RECORD en "Created before, changed since" zh "此前已创建，之后有更改";
    /// The state or the outcome of a record: the platform has the account.
    EXISTING_ACCOUNT en "On the platform before" zh "平台上已有";
    /// The state or the outcome of a record.
    DUPLICATE_RECORD en "Account twice in the file" zh "账号在文件中重复";
    /// The state or the outcome of a record.
    INVALID_RECORD en "Invalid" zh "无效";
    /// The outcome of a record.
    CREATED_ACCOUNT en "Created" zh "已创建";
    /// The outcome of a record.
    REFUSED_ACCOUNT en "Refused" zh "被拒绝";
    /// The outcome of a record.
    UNKNOWN_OUTCOME en "Outcome unknown" zh "结果未知";
    /// The outcome of a record.
    UNSENT_RECORD en "Not sent" zh "未发送";
    /// The outcome of a step.
    SETTINGS_DONE en "Settings created" zh "已创建个人设置";
    /// The outcome of a step.
    SETTINGS_REFUSED en "Settings refused" zh "个人设置被拒绝";
    /// The outcome of a step.
    SETTINGS_UNKNOWN en "Settings unknown" zh "个人设置结果未知";
    /// The outcome of a step.
    SETTINGS_NOT_SENT en "Settings not sent" zh "个人设置未发送";
    /// The outcome of a step.
    SIGN_IN_DONE en "Signed in" zh "已签入";
    /// The outcome of a step.
    SIGN_IN_REFUSED en "Sign-in refused" zh "签入被拒绝";
    /// The outcome of a step.
    SIGN_IN_UNKNOWN en "Sign-in unknown" zh "签入结果未知";
    /// The outcome of a step.
    SIGN_IN_NOT_SENT en "Sign-in not sent" zh "签入未发送";
    /// A step of a plan.
    PLANNED_SETTINGS en "Settings to be created" zh "待创建个人设置";
    /// A step of a plan.
    PLANNED_SIGN_INS en "To be signed in" zh "待签入";
    /// A heading of the tables of a plan and of outcomes.
    ACCOUNT en "Account" zh "账号";
    /// A heading of the table of a plan.
    STATE en "State" zh "状态";
    /// A heading of the table of outcomes.
    STATUS en "Status" zh "状态";
    /// A heading of the tables of a plan and of outcomes.
    WORK_NO en "Work no." zh "工号";
    /// Under a table of a plan or of outcomes that does not show everything.
    HIDDEN_RECORDS
        en "{count} more records are not shown: use --output jsonl."
        zh "另有 {count} 条记录未显示：可使用 --output jsonl。";
    /// The first signal during a run.
    RUN_STOPS
        en "the run ends after the requests in flight. Press Ctrl-C again to end it at once."
        zh "待已发送的请求完成后结束运行。再次按 Ctrl-C 立即结束。";
    /// After the reason why a run ended.
    RUN_AGAIN
        en "Run the same command again to go on: the journal {journal} has what was done."
        zh "再次运行相同的命令即可继续：日志 {journal} 记录了已完成的部分。";
    /// Accounts whose outcome is not known.
    RUN_UNKNOWN
        en "the platform did not find {count} accounts whose answer was lost. Run the same command again to ask again; --resend-unknown sends them again if the platform still does not have them."
        zh "平台未找到 {count} 个丢失响应的账号。再次运行相同的命令可重新查询；如平台仍没有这些账号，--resend-unknown 将重新发送。";
    /// Settings whose outcome is not known.
    SETTINGS_WITHOUT_ANSWER
        en "the answers about the settings of {count} agents were lost, and no interface returns settings. Look at the platform; --resend-unknown sends them again."
        zh "{count} 个座席的个人设置的响应丢失，且没有接口可查询个人设置。请在平台上查看；--resend-unknown 将重新发送。";
    /// Passwords that were made.
    PASSWORDS_MADE
        en "{count} passwords were made, and {file} has them. Only its owner can read it."
        zh "已生成 {count} 个密码，写入 {file}，仅其所有者可读。";
    /// A password of an earlier run that breaks a rule.
    PASSWORD_OUTDATED
        en "the password for record {record} is from an earlier run and breaks a rule: {text} Use the password policy of that run, or name another file."
        zh "第 {record} 条记录的密码来自此前的运行，不符合规则：{text}请使用当时的密码策略，或指定其他文件。";
    /// A plan that is not a plan.
    NOT_A_PLAN
        en "line {line}, column {column}: this is not a saved plan; save it again with aicc plan --save."
        zh "第 {line} 行第 {column} 列：不是已保存的计划；请用 aicc plan --save 重新保存。";
    /// A plan of a file whose name is not UTF-8, or of standard input.
    PLAN_OF_A_NAMED_FILE
        en "only the plan of a file whose name is UTF-8 can be saved; leave the option out."
        zh "只能保存文件名为 UTF-8 的文件的计划，请去掉该选项。";
    /// In the progress bar of a run.
    RUN_PROGRESS en "{done} of {records} records" zh "已完成 {done}/{records} 条记录";

    /// In the usage of a command.
    USAGE_OPTIONS en "[OPTIONS]" zh "[选项]";
    /// In the usage of a command.
    USAGE_COMMAND en "COMMAND" zh "命令";
    /// Follows a heading.
    COLON en ":" zh "：";
    /// Between a name and its text.
    COLON_BEFORE_TEXT en ": " zh "：";
    /// Between the parts of a sentence.
    BETWEEN_CLAUSES en "; " zh "；";
    /// In help.
    EXIT_STATUS en "Exit status: {statuses}." zh "退出状态：{statuses}。";
    /// Between items of a list.
    BETWEEN_ITEMS en ", " zh "、";
    /// In help, after the text of an argument.
    VALUES en "[{values}]" zh "［{values}］";
    /// In help, after the text of an argument.
    DEFAULT_VALUE en "[default: {values}]" zh "［默认值：{values}］";

    /// A usage error.
    NO_OPTION en "there is no option {argument}." zh "没有选项 {argument}。";
    /// A usage error.
    UNEXPECTED_ARGUMENT en "the argument “{argument}” is not expected." zh "多余的参数“{argument}”。";
    /// A usage error.
    NO_COMMAND en "there is no command “{command}”." zh "没有命令“{command}”。";
    /// A usage error.
    VALUE_MISSING en "{argument} needs a value." zh "{argument} 缺少取值。";
    /// A usage error.
    NOT_A_VALUE en "{argument} cannot be “{value}”." zh "{argument} 不能是“{value}”。";
    /// A usage error.
    BAD_VALUE en "{argument} cannot be “{value}”: {reason}." zh "{argument} 不能是“{value}”：{reason}。";
    /// A usage error.
    ARGUMENT_MISSING en "{argument} must be given." zh "必须给出 {argument}。";
    /// A usage error.
    COMMAND_MISSING en "a command must be given." zh "必须给出命令。";
    /// A usage error.
    GIVEN_TWICE en "{argument} is given more than once." zh "{argument} 重复出现。";
    /// A usage error.
    NOT_TOGETHER en "{argument} cannot be used together with {other}." zh "{argument} 不能与 {other} 同时使用。";
    /// A usage error.
    NO_VALUE_EXPECTED en "{argument} does not take a value." zh "{argument} 不带取值。";
    /// A usage error.
    ARGUMENT_NOT_UTF_8 en "an argument is not UTF-8." zh "有参数不是 UTF-8 编码。";
    /// Follows a usage error.
    DID_YOU_MEAN en "Did you mean {name}?" zh "是否要输入 {name}？";
    /// Follows a usage error.
    POSSIBLE en "Possible: {names}." zh "可用：{names}。";
    /// Follows a usage error.
    SEE_HELP en "See {command} --help." zh "请参阅 {command} --help。";

}
