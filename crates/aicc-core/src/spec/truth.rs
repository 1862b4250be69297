//! The words for booleans.

/// The words by which people write `true` and `false` in the cells of a table (reading R20).
pub const BOOLEAN_WORDS: &[(bool, &[&str])] = &[
    (true, &["true", "yes", "y", "on", "1", "是", "真", "开", "开启", "启用"]),
    (false, &["false", "no", "n", "off", "0", "否", "假", "关", "关闭", "停用"]),
];
