"use strict";

// Follows one run, or lists the runs of a folder. Charts come drawn from the server, which reads
// only what is new; this script puts them in place and works out how long training will take.

const QUICK = 1000;
const SLOW = 5000;
const MEMORY = 60000;

const at = id => document.getElementById(id);
const chosen = new URLSearchParams(location.search).get("run");
let seen = [];
let drawn = "";
let told = "";

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

function link(run) {
  return "/?run=" + encodeURIComponent(run);
}

function fileLink(run, name) {
  const path = run === "" ? [name] : [...run.split("/"), name];
  return "/files/" + path.map(encodeURIComponent).join("/");
}

async function ask(path) {
  const answer = await fetch(path);
  if (!answer.ok) {
    throw new Error(answer.status === 404 ? "there is no such run" : (await answer.text()).trim());
  }
  return answer.json();
}

function say(text) {
  at("notice").hidden = text === "";
  at("notice").textContent = text;
}

function clock(seconds) {
  const s = Math.round(seconds);
  const two = n => String(n).padStart(2, "0");
  const hours = Math.floor(s / 3600);
  const minutes = Math.floor(s / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${minutes}:${two(s % 60)}`;
}

// Steps per second over the last minute that was watched; 0 while nothing is known.
function rate(run) {
  const now = Date.now();
  if (seen.length > 0 && run.step < seen[seen.length - 1].step) {
    seen = [];
  }
  if (seen.length === 0 || run.step > seen[seen.length - 1].step) {
    seen.push({ time: now, step: run.step });
  }
  while (seen.length > 2 && seen[0].time < now - MEMORY) {
    seen.shift();
  }
  const first = seen[0];
  const last = seen[seen.length - 1];
  return last.step > first.step ? (last.step - first.step) / (last.time - first.time) * 1000 : 0;
}

const STATES = {
  waiting: () => "There is no run yet; the page waits for one.",
  training: () => "Training.",
  stopped: run => `Stopped. To go on: evenkeel train --resume --out ${run.folder}`,
  failed: run => `Failed: ${run.failure}`,
  finished: () => "Finished.",
};

function position(run) {
  const total = run.epochs * run.steps_per_epoch;
  const begun = run.state === "waiting" || run.state === "finished" ? run.epoch : run.epoch + 1;
  const parts = [];
  if (run.epochs > 0 && run.state !== "waiting") {
    parts.push(`epoch ${Math.min(begun, run.epochs)} of ${run.epochs}`);
  }
  if (run.step > 0) {
    parts.push(`step ${run.step.toLocaleString("en")}` + (total > 0 ? ` of ${total.toLocaleString("en")}` : ""));
  }
  const speed = rate(run);
  if (run.state === "training" && speed > 0) {
    parts.push(`${speed.toPrecision(3)} steps a second`);
    if (total > 0) {
      parts.push(`about ${clock(Math.max(0, total - run.step) / speed)} left`);
    }
  }
  at("progress").hidden = run.state === "waiting";
  at("progress").value = run.state === "finished" ? 1 : total > 0 ? run.step / total : 0;
  return parts.join(" · ");
}

function showRun(run) {
  document.title = `${run.state} – ${run.name} – Evenkeel`;
  at("name").textContent = run.name;
  at("up").hidden = run.run === "";
  at("brand").textContent = `Evenkeel, live: ${run.folder}`;
  const state = STATES[run.state](run);
  const report = run.state === "finished" && run.files.includes("report.html");
  if (told !== state + report) {
    told = state + report;
    at("state").textContent = state;
    at("state").className = `lede state-${run.state}`;
    if (report) {
      at("state").append(" ", element("a", "Its report", { href: fileLink(run.run, "report.html") }));
    }
  }
  at("position").textContent = position(run);
  say(run.unreadable_rows > 0 ? `${run.unreadable_rows} rows of its tables cannot be read and are left out.` : "");
  const facts = run.strategy === "" ? [] : [{ name: "strategy", value: run.strategy }, ...run.facts];
  at("facts").replaceChildren(...facts.map(fact => {
    const box = element("div", "");
    box.append(element("dt", fact.name), element("dd", fact.value));
    return box;
  }));
  at("files").replaceChildren(...run.files.map(file => {
    const item = element("li", "");
    item.append(element("a", file, { href: fileLink(run.run, file) }));
    return item;
  }));
  if (run.figures !== drawn) {
    drawn = run.figures;
    const page = new DOMParser().parseFromString(drawn, "text/html");
    at("figures").replaceChildren(...page.body.children);
  }
  return run.state === "training" || run.state === "waiting" ? QUICK : SLOW;
}

function showList(list) {
  document.title = `${list.name} – Evenkeel`;
  at("name").textContent = list.name;
  at("brand").textContent = `Evenkeel, live: ${list.folder}`;
  at("state").textContent = `${list.runs.length} runs`;
  at("position").textContent = "";
  const columns = [...new Set(list.runs.flatMap(run => run.facts.map(fact => fact.name)))];
  const head = element("tr", "");
  ["Run", "state", "epoch", ...columns].forEach(name => head.append(element("th", name, { scope: "col" })));
  const body = element("tbody", "");
  for (const run of list.runs) {
    const row = element("tr", "");
    const name = element("th", "", { scope: "row" });
    name.append(element("a", run.run, { href: link(run.run) }));
    row.append(name, element("td", run.state, { class: `state-${run.state}` }),
      element("td", run.epochs > 0 ? `${run.epoch} / ${run.epochs}` : String(run.epoch)));
    columns.forEach(column =>
      row.append(element("td", (run.facts.find(fact => fact.name === column) || { value: "–" }).value)));
    body.append(row);
  }
  const table = element("table", "");
  const top = element("thead", "");
  top.append(head);
  table.append(top, body);
  const box = element("div", "", { class: "scroll", role: "region", tabindex: "0", "aria-label": "runs" });
  box.append(table);
  at("figures").replaceChildren(box);
  at("files").replaceChildren();
  if (list.report) {
    const item = element("li", "");
    item.append(element("a", "report.html", { href: fileLink("", "report.html") }));
    at("files").append(item);
  }
  return SLOW;
}

async function look() {
  if (chosen !== null) {
    return showRun(await ask("/api/run?run=" + encodeURIComponent(chosen)));
  }
  const list = await ask("/api/runs");
  return list.collection ? showList(list) : showRun(await ask("/api/run"));
}

async function follow() {
  let pause = SLOW;
  if (!document.hidden) {
    try {
      pause = await look();
    } catch (problem) {
      say(problem instanceof TypeError ? "The server has ended: evenkeel watch starts it again." : problem.message);
    }
  }
  setTimeout(follow, pause);
}

document.addEventListener("visibilitychange", () => document.hidden || look().catch(() => {}));
follow();
