// What the start pages show above the lists of pages: a title, and the first screen of the README.

import { readFileSync } from "node:fs";

import { CHINESE as CHINESE_ID, ROOT } from "./files.mjs";
import { withLinks } from "./markdown.mjs";

const ENGLISH = {
  title: "aicc",
  description: "Validate, build and read AICC contact-center API messages, with every error and its row.",
  tableOfContents: false,
  hero: {
    title: "Know what is wrong before you send it",
    tagline: "Validate, build and read AICC contact-center API messages, in Python, Rust, Kotlin, Swift and JavaScript.",
    actions: [
      { text: "Start with a spreadsheet", link: "/tutorial/first-hour/", icon: "right-arrow" },
      { text: "Try it in your browser", link: "/playground/", variant: "secondary" },
      { text: "Install", link: "/how-to/install/", variant: "minimal" },
    ],
  },
};

const CHINESE = {
  title: "aicc",
  description: "校验、构造和读取 AICC 云联络中心的接口消息，给出每个错误及其所在的行。",
  tableOfContents: false,
  hero: {
    title: "发送之前就知道哪里有误",
    tagline: "校验、构造和读取 AICC 云联络中心的接口消息，支持 Python、Rust、Kotlin、Swift 和 JavaScript。",
    actions: [
      { text: "从一个表格开始", link: "/zh-cn/tutorial/first-hour/", icon: "right-arrow" },
      { text: "在浏览器中试用", link: "/zh-cn/playground/", variant: "secondary" },
      { text: "安装", link: "/zh-cn/how-to/install/", variant: "minimal" },
    ],
  },
};

/**
 * Returns the beginning of the README, from the paragraph below the links between languages to the first heading; nothing for another
 * page than a start page.
 * @param {string} id
 * @param {string} within the file of the start page
 */
export function firstScreen(id, within) {
  const file = { index: "README.md", [CHINESE_ID]: "README.zh-CN.md" }[id];
  if (!file) return "";
  const text = readFileSync(`${ROOT}${file}`, "utf8");
  const screen = text.match(/^.*English.*简体中文.*$\n([^]*?)(?=^##)/m)?.[1];
  if (!screen) throw new Error(`${file} has no first screen`);
  return `${withLinks(screen, { file, id, within })}\n`;
}

/**
 * Returns the additional front matter of a start page; nothing for another page.
 * @param {string} id
 */
export function start(id) {
  if (id === "index") return ENGLISH;
  if (id === "zh-cn") return CHINESE;
  return {};
}
