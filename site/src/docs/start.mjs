// What the start pages show above their text.

const ENGLISH = {
  title: "aicc",
  template: "splash",
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
  template: "splash",
  hero: {
    title: "发送之前就知道哪里有误",
    tagline: "校验、构建和读取 AICC 云联络中心的 API 消息，支持 Python、Rust、Kotlin、Swift 和 JavaScript。",
    actions: [
      { text: "从一个表格开始", link: "/zh-cn/tutorial/first-hour/", icon: "right-arrow" },
      { text: "在浏览器中试用", link: "/zh-cn/playground/", variant: "secondary" },
      { text: "安装", link: "/zh-cn/how-to/install/", variant: "minimal" },
    ],
  },
};

/**
 * Returns the additional front matter of a start page; nothing for another page.
 * @param {string} id
 */
export function start(id) {
  if (id === "index") return ENGLISH;
  if (id === "zh-cn") return CHINESE;
  return {};
}
