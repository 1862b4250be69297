//! The texts of help, in every language: one row for each command, argument and heading.

use aicc_core::{Interface, Language, Wording, interfaces};

use crate::words;

/// What the help of a command says.
pub(crate) struct CommandHelp {
    /// The name of the command.
    pub(crate) name: &'static str,
    /// What it does, in one sentence.
    pub(crate) about: Wording,
    /// What else a user needs to know, in paragraphs; can be empty.
    details: Wording,
    /// The environment variables that it reads, each with what it does.
    pub(crate) variables: &'static [(&'static str, Wording)],
    /// The exit statuses, each with its meaning; empty if they are those of [`CommandHelp::statuses`].
    own_statuses: &'static [(&'static str, Wording)],
    /// Command lines that run, each with what it does.
    pub(crate) examples: &'static [(&'static str, Wording)],
}

const NOTHING: Wording = Wording { english: "", chinese: "" };

/// The help of a command that is not in the table.
const UNKNOWN: CommandHelp =
    CommandHelp { name: "", about: NOTHING, details: NOTHING, variables: &[], own_statuses: &[], examples: &[] };

/// The exit statuses of a command that has none of its own.
const STATUSES: &[(&str, Wording)] = &[
    ("0", Wording { english: "the output is complete", chinese: "输出完整" }),
    ("2", Wording { english: "an argument or a file cannot be used", chinese: "某个参数或文件无法使用" }),
];

impl CommandHelp {
    /// Returns the help of a command by its name.
    pub(crate) fn of(name: &str) -> &'static Self {
        COMMANDS.iter().find(|help| help.name == name).unwrap_or(&UNKNOWN)
    }

    /// Returns the paragraphs of the details.
    pub(crate) fn details(&self, language: Language) -> impl Iterator<Item = &'static str> + use<> {
        self.details.in_language(language).split("\n\n").filter(|paragraph| !paragraph.is_empty())
    }

    /// Returns the exit statuses, each with its meaning.
    pub(crate) const fn statuses(&self) -> &'static [(&'static str, Wording)] {
        if self.own_statuses.is_empty() { STATUSES } else { self.own_statuses }
    }

    /// Returns the exit statuses as one sentence.
    pub(crate) fn sentence_of_statuses(&self, language: Language) -> String {
        let colon = words::COLON_BEFORE_TEXT.in_language(language);
        let statuses =
            self.statuses().iter().map(|(status, meaning)| format!("{status}{colon}{}", meaning.in_language(language)));
        let statuses = statuses.collect::<Vec<_>>().join(words::BETWEEN_CLAUSES.in_language(language));
        words::EXIT_STATUS.filled(&[("statuses", statuses)], language)
    }

    /// Returns the examples: what each does, and its command line.
    pub(crate) fn examples(&self, language: Language) -> String {
        let lines = self.examples.iter().map(|(line, text)| format!("  {}\n    {line}", text.in_language(language)));
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Returns a heading, by the English one, in English and in a language.
pub(crate) fn heading(english: &str, language: Language) -> (&'static str, &'static str) {
    let wording = find(HEADINGS, english).unwrap_or(NOTHING);
    (wording.english, wording.in_language(language))
}

/// Returns the text of an argument of a command: the one of the command, else the one of all commands, else the one of the tables
/// of the interfaces.
pub(crate) fn text_of(command: &str, id: &str, language: Language) -> Option<String> {
    let text = find(ARGUMENTS, &format!("{command}.{id}")).or_else(|| find(ARGUMENTS, id));
    text.map(|text| text.in_language(language).to_owned()).or_else(|| of_path_parameter(id, language))
}

/// Returns the text of an option for a path parameter: its label, and the interfaces that have it.
fn of_path_parameter(id: &str, language: Language) -> Option<String> {
    let field = |interface: &Interface| interface.path_parameters.fields.iter().find(|field| field.field == id);
    let with_it: Vec<_> = interfaces::ALL.iter().filter(|interface| field(interface).is_some()).collect();
    let label = field(with_it.first()?)?.label.in_language(language);
    let names: Vec<&str> = with_it.iter().map(|interface| interface.name).collect();
    let values = [("label", label), ("interfaces", &names.join(words::BETWEEN_ITEMS.in_language(language)))];
    Some(words::PATH_PARAMETER.filled(&values, language))
}

fn find(table: &'static [(&str, Wording)], name: &str) -> Option<Wording> {
    table.iter().find(|(known, _)| *known == name).map(|(_, wording)| *wording)
}

macro_rules! commands {
    ($($name:literal
        en $english:literal
        zh $chinese:literal
        $(details en $english_details:literal zh $chinese_details:literal)?
        $(variable $variable:literal en $english_variable:literal zh $chinese_variable:literal)*
        $(status $status:literal en $english_status:literal zh $chinese_status:literal)*
        $(example $example:literal en $english_example:literal zh $chinese_example:literal)*;
    )+) => {
        /// The commands.
        pub(crate) const COMMANDS: &[CommandHelp] = &[$(CommandHelp {
            name: $name,
            about: Wording { english: $english, chinese: $chinese },
            details: {
                #[allow(unused_variables, reason = "the details are optional")]
                let details = NOTHING;
                $(let details = Wording { english: $english_details, chinese: $chinese_details };)?
                details
            },
            variables: &[$(($variable, Wording { english: $english_variable, chinese: $chinese_variable })),*],
            own_statuses: &[$(($status, Wording { english: $english_status, chinese: $chinese_status })),*],
            examples: &[$(($example, Wording { english: $english_example, chinese: $chinese_example })),*],
        }),+];
    };
}

macro_rules! texts {
    ($(#[doc = $doc:literal])+ $table:ident $($name:literal en $english:literal zh $chinese:literal;)+) => {
        $(#[doc = $doc])+
        pub(crate) const $table: &[(&str, Wording)] =
            &[$(($name, Wording { english: $english, chinese: $chinese })),+];
    };
}

commands! {
    "aicc"
        en "Check and write the messages of AICC, a cloud contact center."
        zh "检查并生成 AICC 云联络中心的接口消息。"
        variable "LC_ALL, LC_MESSAGES, LANG"
            en "The language of the system, on Linux and macOS."
            zh "系统语言（Linux 和 macOS）。"
        variable "NO_COLOR, CLICOLOR_FORCE"
            en "Not empty: colours never, or also outside of a terminal."
            zh "非空时：从不使用颜色，或在终端以外也使用颜色。"
        variable "COLUMNS"
            en "The width of tables. Default: the width of the terminal."
            zh "表格的宽度。默认：终端的宽度。"
        status "0"
            en "the command did what it was asked for, and every record is valid"
            zh "已完成所要求的操作，且所有记录有效"
        status "1"
            en "some records are not valid or are refused"
            zh "有记录无效或被拒绝"
        status "2"
            en "a file, an option or a credential cannot be used; standard error says which, and what to do"
            zh "某个文件、选项或凭据无法使用，标准错误输出说明是哪一个以及如何处理"
        status "3"
            en "of aicc apply: some records are not sent, or their outcome is not known"
            zh "仅用于 aicc apply：有记录未发送或结果未知"
        status "129, 130, 141, 143"
            en "a signal ended the command, on Linux and macOS: the terminal was closed, Ctrl-C, nobody reads the output, SIGTERM"
            zh "命令被信号终止（Linux 和 macOS）：终端已关闭、Ctrl-C、无人读取输出、SIGTERM"
        example "aicc check agents.csv -i agentAccount/create"
            en "List every error of every row."
            zh "列出每一行的每个错误。"
        example "echo '{\"accountCode\": \"li.na\"}' | aicc check - -f jsonl -i queryAgentInfoByAccount"
            en "Check standard input."
            zh "检查标准输入。"
        example "aicc rules loginex"
            en "Show what an interface requires."
            zh "查看接口的要求。"
        example "aicc explain 100-002"
            en "Show what a code means, and what to do."
            zh "查看代码的含义和处理建议。"
        example "aicc plan agents.csv"
            en "Show which accounts aicc apply would create."
            zh "显示 aicc apply 将创建哪些账号。";
    "check"
        en "Check the records of files: list every broken rule of every record, and its place."
        zh "检查文件中的记录：列出每条记录违反的每条规则及其位置。"
        variable "GITHUB_STEP_SUMMARY"
            en "With -o github: the file for the summary of the step, which GitHub Actions names."
            zh "使用 -o github 时：写入步骤摘要的文件，由 GitHub Actions 给出。"
        status "0" en "all records are valid" zh "所有记录有效"
        status "1" en "some records are not valid" zh "有无效的记录"
        status "2"
            en "a file or an option cannot be used, or there are fewer records than --min-records"
            zh "某个文件或选项无法使用，或记录数少于 --min-records"
        example "aicc check agents.csv -i agentAccount/create"
            en "List every error of every row."
            zh "列出每一行的每个错误。"
        example "aicc check agents.csv -i agentAccount/create --annotate agents-checked.csv"
            en "Write the invalid rows with the reasons; for a workbook, a copy of it with the errors marked."
            zh "写入无效的行及原因；对于工作簿，写入标注了错误的副本。"
        example "aicc check agents.csv -i agentAccount/create -o jsonl"
            en "Write a JSON object for each error."
            zh "为每个错误输出一个 JSON 对象。";
    "explain"
        en "Explain a code: what it means, and what to do."
        zh "解释代码的含义和处理建议。"
        example "aicc explain maxLength"
            en "Explain a rule, and list the fields that it limits."
            zh "解释规则，并列出它所限制的字段。"
        example "aicc explain 100-002"
            en "Explain a result code."
            zh "解释结果码。"
        example "aicc explain 401"
            en "Explain an HTTP status."
            zh "解释 HTTP 状态码。";
    "rules"
        en "Show the tables of an interface: the fields of its request and its reply, their limits, and the result codes."
        zh "显示接口的各个表：请求和响应的字段、限制以及结果码。"
        example "aicc rules loginex"
            en "Show the tables."
            zh "显示各个表。"
        example "aicc rules loginex --edition 2025-11-13 -o json"
            en "Write the tables of another edition as JSON, in every language."
            zh "以 JSON 输出另一版本的各个表，包含所有语言。";
    "schema"
        en "Print the JSON Schema (2020-12) of an interface."
        zh "输出接口的 JSON Schema（2020-12）。"
        example "aicc schema agentAccount/create"
            en "Print the schema of the request body."
            zh "输出请求体的 Schema。"
        example "aicc schema agentAccount/create --part reply"
            en "Print the schema of the reply body."
            zh "输出响应体的 Schema。";
    "openapi"
        en "Print the OpenAPI 3.1 description of all interfaces."
        zh "输出所有接口的 OpenAPI 3.1 描述。"
        example "aicc openapi"
            en "Print the description."
            zh "输出该描述。";
    "request"
        en "Print the request that each record of files would be sent as. Nothing is sent."
        zh "输出文件中每条记录对应的请求。不会发送任何内容。"
        details
            en "The credentials come from the environment or from --token-file: an option would stay in the history of the shell. \
                Secrets are masked as ***. With --show-secrets the output contains passwords and credentials: keep a file with it as \
                safe as them."
            zh "凭据取自环境变量或 --token-file：写在选项中会留在 shell 的历史记录里。密钥以 *** 代替。使用 --show-secrets 时，输出包含密码和凭据，\
                请妥善保管含有该输出的文件。"
        variable "AICC_TOKEN"
            en "The access token."
            zh "访问令牌。"
        variable "AICC_APP_KEY"
            en "The app key."
            zh "App Key。"
        status "0" en "all records are valid" zh "所有记录有效"
        status "1"
            en "some records are not valid (standard error lists their errors)"
            zh "有无效的记录（其错误列在标准错误输出中）"
        status "2" en "a file, an option or a credential cannot be used" zh "某个文件、选项或凭据无法使用"
        example "aicc request agentAccount/create agents.csv --host service.besclouds.com"
            en "Print the requests that create agents. The environment has the credentials."
            zh "输出创建座席的请求。凭据已在环境变量中。"
        example "echo '{\"password\": \"\"}' | aicc request loginex - -f jsonl --host 10.0.0.5 --agent-id 291"
            en "Print the request that signs an agent in."
            zh "输出座席签入的请求。";
    "sandbox"
        en "Run the platform's interfaces on this machine, to test against: with accounts, state and faults."
        zh "在本机运行平台的各个接口，供测试使用：带有账号、状态和故障。"
        details
            en "Standard output has the URL, and with --tls the path of the certificate on a second line. The sandbox runs until a \
                signal ends it. Each value of the header X-AICC-World names a world of its own. The routes under /_aicc/ \
                administer the sandbox: health, reset, snapshot, accounts, unlock, faults, clock, explain."
            zh "标准输出的第一行为 URL；使用 --tls 时第二行为证书的路径。沙箱一直运行，直到收到结束信号。请求头 X-AICC-World 的每个取值对应一个独立的世界。\
                /_aicc/ 下的路由用于管理沙箱：health、reset、snapshot、accounts、unlock、faults、clock、explain。"
        status "2" en "a file, an option or the address cannot be used" zh "某个文件、选项或地址无法使用"
        example "aicc sandbox"
            en "Run it on a free port."
            zh "在空闲端口上运行。"
        example "aicc sandbox --tls --certificate sandbox.pem --port 8043"
            en "Speak HTTPS. Clients trust the certificate in the file."
            zh "使用 HTTPS。客户端信任文件中的证书。"
        example "aicc sandbox --record requests.jsonl --explain"
            en "Record every request and reply with secrets masked, and explain each refusal in a header."
            zh "录制所有请求和响应（保密信息以 *** 代替），并在响应头中说明每次拒绝的原因。";
    "plan"
        en "Show what aicc apply would do with each record of a file. Without --ask, it connects to nothing."
        zh "显示 aicc apply 将如何处理文件中的每条记录。不使用 --ask 时不建立任何连接。"
        variable "AICC_TOKEN"
            en "The access token, for --ask."
            zh "访问令牌，用于 --ask。"
        variable "AICC_APP_KEY"
            en "The app key, for --ask."
            zh "App Key，用于 --ask。"
        variable "HTTPS_PROXY, NO_PROXY"
            en "The proxy, and the hosts without one. Default: as the system says."
            zh "代理，以及不使用代理的主机。默认：由系统设置决定。"
        status "0" en "all records can be applied" zh "所有记录均可应用"
        status "1"
            en "some records are invalid, masked, changed or twice in the file"
            zh "有记录无效、密码已掩码、有更改或在文件中重复"
        status "2"
            en "a file, an option or a credential cannot be used, or the platform does not reply to --ask"
            zh "某个文件、选项或凭据无法使用，或平台未响应 --ask"
        example "aicc plan agents.csv"
            en "Show which accounts will be created."
            zh "显示将创建哪些账号。"
        example "aicc plan agents.csv --save agents.plan.json"
            en "Save the plan for aicc apply. It contains no secret."
            zh "保存计划供 aicc apply 使用。其中不含保密信息。";
    "apply"
        en "Create the accounts of a file on the platform, each exactly once."
        zh "在平台上创建文件中的账号，每个账号只创建一次。"
        details
            en "A journal beside the file keeps what was sent, with each outcome. After a failure, Ctrl-C or kill -9, the same \
                command goes on where it was. If an answer was lost, the command asks the platform whether the account exists.\n\n\
                The certificate of the server is always verified."
            zh "文件旁的日志记录已发送的内容及其结果。发生故障、按 Ctrl-C 或执行 kill -9 之后，相同的命令会从中断处继续。如果响应丢失，该命令会向平台查询账号是否存在。\n\n\
                始终验证服务器证书。"
        variable "AICC_TOKEN"
            en "The access token."
            zh "访问令牌。"
        variable "AICC_APP_KEY"
            en "The app key."
            zh "App Key。"
        variable "HTTPS_PROXY, NO_PROXY"
            en "The proxy, and the hosts without one. Default: as the system says."
            zh "代理，以及不使用代理的主机。默认：由系统设置决定。"
        status "0"
            en "all accounts exist, and their steps are done"
            zh "所有账号均已存在，且各步骤已完成"
        status "1"
            en "some records or steps are refused, or records are invalid, masked, changed or twice in the file"
            zh "有记录或步骤被拒绝，或有记录无效、密码已掩码、有更改或在文件中重复"
        status "2"
            en "a file, an option or a credential cannot be used"
            zh "某个文件、选项或凭据无法使用"
        status "3"
            en "some records or steps are not sent, or their outcome is not known: run the command again"
            zh "有记录或步骤未发送或结果未知，请再次运行该命令"
        example "aicc apply agents.csv --host service.besclouds.com"
            en "Create the accounts. The environment has the credentials."
            zh "创建账号。凭据已在环境变量中。"
        example "aicc apply agents.csv --host service.besclouds.com --make-passwords passwords.csv"
            en "Create them from a file without passwords. The new file has the passwords that were made."
            zh "根据不含密码的文件创建账号。新文件中有生成的密码。"
        example "aicc apply agents.plan.json --host service.besclouds.com --rate 5"
            en "Apply a saved plan, with at most five requests in a second."
            zh "应用已保存的计划，每秒最多五个请求。"
        example "aicc apply agents.csv --host service.besclouds.com --sign-in --gateway https://10.20.30.40:8043"
            en "Create the accounts, then sign in each agent once as a check."
            zh "创建账号，然后每个座席签入一次以作检查。"
        example "aicc apply agents.csv --host service.besclouds.com --settings settings.json --user-ids users.csv"
            en "Create the accounts, then the settings of each agent."
            zh "创建账号，然后创建每个座席的个人设置。";
    "template"
        en "Write a file to fill in: a workbook with lists of values and rules, or a CSV file."
        zh "生成待填写的文件：带有取值列表和规则的工作簿，或 CSV 文件。"
        example "aicc template agentAccount/create new-agents.xlsx"
            en "Write a workbook to fill in with agents."
            zh "生成用于填写座席的工作簿。"
        example "aicc template agentAccount/create new-agents.xlsx --language zh --skills 3"
            en "Write it in Chinese, with columns for three skills."
            zh "生成中文工作簿，包含三项技能的列。"
        example "aicc template loginex -"
            en "Print the heading of a CSV file."
            zh "输出 CSV 文件的表头。";
    "completions"
        en "Print a script that completes the command in a shell."
        zh "输出 shell 的命令补全脚本。"
        example "aicc completions bash"
            en "Print the script for bash, to save it where bash finds it: ~/.local/share/bash-completion/completions/aicc"
            zh "输出 bash 的脚本，可保存到 bash 读取的位置：~/.local/share/bash-completion/completions/aicc";
    "man"
        en "Print the manual page, or write the pages of all commands into a folder."
        zh "输出手册页，或将所有命令的手册页写入文件夹。"
        example "aicc man > aicc.1"
            en "Write the page of the command."
            zh "写出该命令的手册页。";
}

texts! {
    /// The headings above arguments, by the English one.
    HEADINGS
    "Usage" en "Usage" zh "用法";
    "Commands" en "Commands" zh "命令";
    "Arguments" en "Arguments" zh "参数";
    "Options" en "Options" zh "选项";
    "Files" en "Files" zh "文件";
    "Rules" en "Rules" zh "规则";
    "Tables" en "Tables" zh "表格";
    "Steps after a creation" en "Steps after a creation" zh "创建之后的步骤";
    "Environment variables" en "Environment variables" zh "环境变量";
    "Examples" en "Examples" zh "示例";
}

texts! {
    /// The arguments, by their IDs; `COMMAND.ID` if the text is of one command only.
    ARGUMENTS
    "help" en "Print this help." zh "显示此帮助。";
    "version" en "Print the version." zh "显示版本。";
    "language" en "The language of everything that is printed. Default: the language of the system." zh "所有输出的语言。默认：系统语言。";
    "interface" en "The interface." zh "接口。";
    "files" en "JSON Lines, JSON, CSV, Excel, OpenDocument or Parquet files; - is standard input." zh "JSON Lines、JSON、CSV、Excel、OpenDocument 或 Parquet 文件；- 表示标准输入。";
    "format" en "The format of the files. Default: the one of the extension." zh "文件的格式。默认：由扩展名决定。";
    "column" en "The column of a Parquet file that holds the records, as JSON or structs. Default: the columns are the members." zh "Parquet 文件中存放记录的列，内容为 JSON 或结构体。默认：各列即各成员。";
    "encoding" en "The encoding of a CSV file, such as gb18030. Default: found by its content." zh "CSV 文件的编码，例如 gb18030。默认：由内容判断。";
    "delimiter" en "The character between the cells of a CSV file, or its name: comma, semicolon, tab, pipe. Default: found by its content." zh "CSV 文件的单元格分隔符，或其名称：comma、semicolon、tab、pipe。默认：由内容判断。";
    "sheet" en "The sheet of a workbook: its name, or its position from 1. Default: found by its content." zh "工作簿中的工作表：名称，或从 1 开始的序号。默认：由内容判断。";
    "header_row" en "The row that names the columns, from 1. Default: found by its content." zh "列名所在的行，从 1 开始。默认：由内容判断。";
    "map" en "The member that a heading means, such as \"Login=userAccount\"; can be repeated." zh "某个列名所指的参数，例如 \"Login=userAccount\"；可重复使用。";
    "map_file" en "A file of such headings: a JSON object, or CSV with a heading and a member in each row." zh "存放此类列名的文件：JSON 对象，或每行包含列名和参数名的 CSV。";
    "ignore_column" en "The heading of a column that is not read; can be repeated." zh "不读取的列的列名；可重复使用。";
    "strict_columns" en "Refuse unknown columns. Default: they are reported and not read." zh "拒绝未知的列。默认：报告但不读取。";
    "key" en "A member that says whose record it is, such as userAccount; can be repeated. Default: the one of the interface." zh "说明记录属于谁的成员，例如 userAccount；可重复使用。默认：由接口决定。";
    "advice" en "Show advice, which makes no record invalid. This is the default." zh "显示提示（不会使记录无效）。默认显示。";
    "no_advice" en "Leave advice out." zh "不显示提示。";
    "min_records" en "The minimum number of records; fewer are an error." zh "记录的最少条数，不足则报错。";
    "threads" en "The number of threads that check. Default: one for each processor." zh "检查所用的线程数。默认：每个处理器一个。";
    "findings" en "Write all findings to a file: .jsonl, .csv or .parquet." zh "将全部检查结果写入文件：.jsonl、.csv 或 .parquet。";
    "valid" en "Write the valid records of a JSON Lines or CSV file to a file. It can contain passwords." zh "将 JSON Lines 或 CSV 文件中有效的记录写入文件。该文件可能包含密码。";
    "invalid" en "Write the other records to a file. It can contain passwords." zh "将其余的记录写入文件。该文件可能包含密码。";
    "annotate" en "Write a copy of an Excel workbook or CSV file with the findings in it. It can contain passwords." zh "写入 Excel 工作簿或 CSV 文件的副本，并在其中标注检查结果。该文件可能包含密码。";
    "fix" en "Show repairs of the cells of CSV files and workbooks in place of the findings: outer blanks, invisible and full-width characters, quotation marks. Never of a secret." zh "显示对 CSV 文件和工作簿单元格的修改建议（代替检查结果）：首尾空白、不可见字符、全角字符和弯引号。从不修改保密信息。";
    "fixed" en "Write a copy of an Excel workbook or CSV file with the repairs in it, and show them. Everything else stays as it is. It can contain passwords." zh "写入 Excel 工作簿或 CSV 文件修改后的副本，并显示各处修改，其余内容不变。该文件可能包含密码。";
    "check.output" en "The form of the findings." zh "检查结果的形式。";
    "limit" en "The maximum number of findings that a table shows." zh "表格显示的结果的最大条数。";
    "edition" en "The edition of the vendor's pages." zh "厂商页面的版本。";
    "password_minimum" en "The minimum number of characters of a password in your tenant." zh "贵租户的密码最少字符数。";
    "password_maximum" en "The maximum number of characters of a password in your tenant." zh "贵租户的密码最多字符数。";
    "password_classes" en "How many kinds of characters a password needs: uppercase, lowercase, digits, special." zh "密码需要包含几类字符：大写字母、小写字母、数字、特殊字符。";
    "skill_queues" en "A file with your skill queues and their types, as a JSON object: {\"3\": 4, \"7\": 5}." zh "技能队列及其类型的文件，内容为 JSON 对象：{\"3\": 4, \"7\": 5}。";
    "file" en "A JSON Lines, JSON, CSV, Excel, OpenDocument or Parquet file; - is standard input." zh "JSON Lines、JSON、CSV、Excel、OpenDocument 或 Parquet 文件；- 表示标准输入。";
    "source" en "A saved plan (.plan.json), or a file of records as for aicc plan." zh "已保存的计划（.plan.json），或与 aicc plan 相同的记录文件。";
    "ask" en "Ask the platform which accounts exist." zh "向平台查询哪些账号已存在。";
    "save" en "Save the plan to a file whose name ends with .plan.json." zh "将计划保存到文件名以 .plan.json 结尾的文件。";
    "plan.output" en "The form of the plan: a table of the records that need a look, or an object for each record." zh "计划的形式：需要注意的记录的表格，或每条记录一个对象。";
    "journal" en "The journal of the file. Default: the name of the file with .journal.jsonl at its end." zh "该文件的日志。默认：在文件名后加 .journal.jsonl。";
    "settings" en "Create settings for each agent, all the same: a file with a body of agentsettings/create without userId." zh "为每个座席创建相同的个人设置：文件内容为不含 userId 的 agentsettings/create 消息体。";
    "user_ids" en "A file with the user ID of each account (USER_ID in t_aicc_pub_appcube_user): a JSON object, or CSV with an account and a user ID in each row." zh "存放各账号的用户 ID（t_aicc_pub_appcube_user 表中的 USER_ID）的文件：JSON 对象，或每行包含账号和用户 ID 的 CSV。";
    "sign_in" en "Sign in each agent once, as a check. The file can have other members of loginex than password." zh "每个座席签入一次，以作检查。文件中可以有 loginex 除 password 以外的其他参数。";
    "gateway" en "The URL of the agent gateway. Default port: 8043." zh "座席网关的 URL。默认端口：8043。";
    "make_passwords" en "Make a password for each record without one, and write them to a CSV file before the first request: account and password, for its owner only. A run with the same file keeps them. Without it, such records are invalid." zh "为没有密码的记录生成密码，并在发送第一个请求之前写入 CSV 文件：账号和密码，仅其所有者可读。再次使用同一文件时保留其中的密码。不使用此选项时，这样的记录无效。";
    "token_command" en "A command of the shell that prints the access token, or the reply of the token interface; it runs again when the token expires." zh "输出访问令牌或令牌接口响应的 shell 命令；令牌过期时再次运行。";
    "authority" en "A file with a certificate that is trusted besides those of the system, such as the one of a sandbox." zh "除系统证书外还信任的证书文件，例如沙箱的证书。";
    "rate" en "The maximum number of requests in a second, evenly spaced. Default: as many as run at the same time." zh "每秒最多请求数，均匀发送。默认：不限，仅受同时请求数限制。";
    "parallel" en "The maximum number of requests at the same time. Default: 4." zh "同时进行的最多请求数。默认：4。";
    "resend_unknown" en "Send accounts again whose answer an earlier run lost, if the platform does not have them, and settings whose answer an earlier run lost. This can create them twice." zh "重新发送此前丢失响应且平台上没有的账号，以及此前丢失响应的个人设置。可能重复创建账号或个人设置。";
    "dry_run" en "Print the requests that would be sent, with secrets masked. Nothing is sent." zh "输出将发送的请求，保密信息以 *** 代替。不会发送任何内容。";
    "outcomes" en "Write the outcome of each record to a file: .jsonl." zh "将每条记录的结果写入文件：.jsonl。";
    "result" en "Write a copy of the Excel workbook or CSV file with the columns status, workNo, code, meaning and action. It can contain passwords." zh "写入 Excel 工作簿或 CSV 文件的副本，其中增加 status、workNo、code、meaning 和 action 列。该文件可能包含密码。";
    "apply.output" en "The form of the outcomes: a table of the records that need a look, or an object for each record." zh "结果的形式：需要注意的记录的表格，或每条记录一个对象。";
    "code" en "A rule (maxLength), a result code (100-002) or an HTTP status (401)." zh "规则（maxLength）、结果码（100-002）或 HTTP 状态码（401）。";
    "rules.output" en "The form of the tables. JSON has every language." zh "各个表的形式。JSON 包含所有语言。";
    "part" en "The body that the schema describes." zh "Schema 所描述的消息体。";
    "template" en "The file: .xlsx or .csv; - is CSV to standard output. A file of this name is replaced." zh "文件：.xlsx 或 .csv；- 表示将 CSV 写到标准输出。同名文件将被替换。";
    "skills" en "How many groups of columns a list of objects has, such as the skills of an agent." zh "对象列表（例如座席的技能）的列组数。";
    "address" en "The IP address to listen on. Another one than a loopback address lets other machines in." zh "监听的 IP 地址。非环回地址允许其他机器访问。";
    "sandbox.port" en "The port to listen on; 0 is any that is free." zh "监听的端口；0 表示任一空闲端口。";
    "tls" en "Speak HTTPS, with a certificate of an authority that this run makes." zh "使用 HTTPS，证书由本次运行新建的证书机构签发。";
    "certificate" en "The file for the certificate of the authority. Default: a temporary file." zh "证书机构的证书文件。默认：临时文件。";
    "names" en "Another host name or IP address of the certificate; can be repeated." zh "证书包含的其他主机名或 IP 地址；可重复使用。";
    "seed" en "A JSON file with accounts, credentials, faults and choices to start from." zh "初始的账号、凭据、故障和选择，JSON 文件。";
    "state" en "A file that keeps the worlds: read at the start if it exists, written at the end." zh "保存各个世界的文件：启动时读取（如存在），结束时写入。";
    "faults" en "A JSON file with a list of faults, in place of those of the seed." zh "故障列表的 JSON 文件，代替初始数据中的故障。";
    "as_vendor" en "Say as little as the vendor's platform about a refusal. This is the default." zh "与厂商平台一样，只给出简略的拒绝信息。默认如此。";
    "explain" en "Explain each refusal in the reply header X-AICC-Explanation." zh "在响应头 X-AICC-Explanation 中说明每次拒绝的原因。";
    "record" en "Record requests and replies with secrets masked: .jsonl or .har." zh "录制请求和响应（保密信息以 *** 代替）：.jsonl 或 .har。";
    "replay" en "Reply as recorded in a file." zh "按文件中录制的内容响应。";
    "forward_to" en "Forward each request to a real server, and report what departs from the vendor's pages." zh "将每个请求转发到真实的服务器，并报告与厂商文档不符之处。";
    "host" en "The host of the service." zh "服务的主机。";
    "port" en "The port of the service, 1 to 65535. Default: the one that the pages of the interface name." zh "服务的端口，1～65535。默认：接口页面给出的端口。";
    "scheme" en "https, or http for a loopback address." zh "https；环回地址可用 http。";
    "token_file" en "A file with the access token, in place of AICC_TOKEN." zh "存放访问令牌的文件，用来代替 AICC_TOKEN。";
    "wrapped" en "Write the body in the wrapper that its page shows." zh "将消息体写在接口页面所示的外层成员中。";
    "show_secrets" en "Print passwords and credentials as they are, not as ***." zh "按原样输出密码和凭据，而不是 ***。";
    "request.output" en "The form of the requests." zh "请求的形式。";
    "shell" en "The shell." zh "shell 的名称。";
    "folder" en "An existing folder for the pages of all commands. Default: the page of aicc goes to standard output." zh "存放所有命令手册页的现有文件夹。默认：将 aicc 的手册页写到标准输出。";
}
