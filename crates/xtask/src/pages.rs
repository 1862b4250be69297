//! `cargo xtask pages`: writes the pages of the documentation site that come from the tables and from the help of the command, in
//! English and Chinese.

mod code;
mod command;
mod example;
mod index;
mod interface;
mod markdown;
mod page;
mod rule;
mod words;

use std::fs;

use aicc_core::{Code, Language, interfaces};
use anyhow::Context as _;
use xshell::Shell;

use self::command::Commands;
use self::page::Page;

const FOLDER: &str = "site/generated";

/// Writes the pages, and removes those of an earlier run.
pub(crate) fn run(shell: &Shell) -> anyhow::Result<()> {
    let folder = shell.current_dir().join(FOLDER);
    let commands = Commands::read(shell)?;
    shell.remove_path(&folder)?;
    for language in Language::ALL {
        let folder = match language {
            Language::English => folder.clone(),
            Language::Chinese => folder.join("zh-cn"),
        };
        for page in pages(*language).into_iter().chain(commands.pages(*language)) {
            let path = folder.join(format!("{}.md", page.address));
            fs::create_dir_all(path.parent().context("a page has no folder")?)?;
            fs::write(&path, page.text).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}

/// Returns every page from the tables in a language.
fn pages(language: Language) -> Vec<Page> {
    let rules = Code::ALL.iter().map(|code| rule::page(*code, language));
    let of_files = rule::file_codes().map(|code| rule::file_page(code, language));
    let of_interfaces = interfaces::ALL.iter().map(|interface| interface::page(interface, language));
    let codes = interfaces::ALL.iter().flat_map(|interface| code::pages(interface, language));
    let indexes = [index::rules(language), index::interfaces(language)];
    rules.chain(of_files).chain(of_interfaces).chain(codes).chain(indexes).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use aicc_core::{Code, Language, interfaces};

    use super::page::Page;
    use super::pages;

    #[test]
    fn every_address_that_the_core_gives_is_a_page() {
        for language in Language::ALL {
            let pages: HashSet<String> = pages(*language).into_iter().map(|page| page.address).collect();
            let rules = Code::ALL.iter().map(|code| code.url().to_owned());
            let codes = interfaces::ALL.iter().flat_map(|interface| {
                interface.codes().filter_map(|code| interface.code_url(&code)).collect::<Vec<_>>()
            });
            for url in rules.chain(codes).chain(interfaces::ALL.iter().map(|interface| interface.url())) {
                let address = Page::at(&url, String::new()).address;
                assert!(pages.contains(&address), "{address}");
            }
        }
    }

    #[test]
    fn a_page_begins_with_its_title() {
        for page in Language::ALL.iter().flat_map(|language| pages(*language)) {
            assert!(page.text.starts_with("# "), "{}", page.address);
        }
    }
}
