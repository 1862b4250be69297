//! Why a Parquet file cannot be read.

use std::fmt;

use aicc_core::{Language, Wording};

/// Why a Parquet file cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ParquetFault {
    /// The file has no footer.
    Format,
    /// The file is encrypted.
    Encrypted,
    /// A column is compressed in a way that is not supported.
    Compression(&'static str),
    /// The footer is too large.
    Footer,
    /// The name of a column is not UTF-8.
    Name,
    /// The file has too many columns, or they are nested too deeply.
    Columns,
    /// The file has too many row groups for its columns.
    Parts,
    /// A decompressed page is larger than this number of MiB.
    Page(u32),
    /// The rows that are read at once have too many values, or too long ones.
    Values,
    /// A stream, which is read into memory, is too large.
    Stream,
    /// The file contradicts itself. The source says where.
    Damaged(Box<dyn std::error::Error + Send + Sync>),
}

impl ParquetFault {
    /// Returns the sentence that describes the reason, without a full stop.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Compression(codec) => self.wording().filled(&[("codec", codec)], language),
            Self::Page(limit) => self.wording().filled(&[("limit", &limit.to_string())], language),
            _ => self.wording().in_language(language).to_owned(),
        }
    }

    const fn wording(&self) -> Wording {
        match self {
            Self::Format => Wording {
                english: "it is not a Parquet file, or its end is missing",
                chinese: "它不是 Parquet 文件，或末尾缺失",
            },
            Self::Encrypted => Wording {
                english: "it is encrypted: write it without encryption",
                chinese: "它已加密：请不加密地写出",
            },
            Self::Compression(_) => Wording {
                english: "it is compressed with {codec}: write it with Snappy, Zstandard, gzip or LZ4",
                chinese: "它以 {codec} 压缩：请使用 Snappy、Zstandard、gzip 或 LZ4 写出",
            },
            Self::Footer => Wording {
                english: "its footer has more than 16 MiB: write fewer columns, or larger row groups",
                chinese: "其文件尾超过 16 MiB：请减少列数，或增大行组",
            },
            Self::Name => {
                Wording { english: "the name of a column is not UTF-8", chinese: "某个列名不是 UTF-8 编码" }
            }
            Self::Columns => Wording {
                english: "it has more than 65,536 columns, or they are nested too deeply: write fewer columns",
                chinese: "它的列超过 65,536 个，或嵌套过深：请减少列数",
            },
            Self::Parts => Wording {
                english: "its row groups have more than 524,288 parts: write larger row groups",
                chinese: "其行组共有超过 524,288 个列块：请增大行组",
            },
            Self::Page(_) => Wording {
                english: "it has a page of more than {limit} MiB: write smaller pages",
                chinese: "它有超过 {limit} MiB 的页：请减小页的大小",
            },
            Self::Values => Wording {
                english: "some of its rows have too many values, or too long ones: leave these rows out",
                chinese: "某些行的值过多或过长：请去掉这些行",
            },
            Self::Stream => Wording {
                english: "it has more than 256 MiB and comes as a stream: save it as a file",
                chinese: "它以数据流形式提供且超过 256 MiB：请保存为文件",
            },
            Self::Damaged(_) => Wording { english: "it is damaged", chinese: "它已损坏" },
        }
    }
}

/// The sentence in English.
impl fmt::Display for ParquetFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for ParquetFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Damaged(error) => Some(error.as_ref()),
            _ => None,
        }
    }
}
