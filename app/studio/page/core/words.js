// The interface in the guest's language. The English words are the keys.

let words = {};
export let language = "en";
export const LANGUAGES = { en: "English", zh: "中文" };

/** Words in the guest's language: t("{n} shots", {n: 3}). */
export function t(text, given = {}) {
  return (words[text] ?? text).replace(/\{(\w+)\}/g, (all, name) => given[name] ?? all);
}

/** Speak a language from now on. */
export async function speak(wanted) {
  language = wanted in LANGUAGES ? wanted : "en";
  words = language === "en" ? {} : await (await fetch(`/page/words/${language}.json`)).json();
  document.documentElement.lang = language;
  localStorage.setItem("dailies.language", language);
}

export const preferred = () => localStorage.getItem("dailies.language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");
