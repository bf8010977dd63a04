/**
 * Shelfmates in a Google Sheet: tells the program that reads this sheet that it
 * was edited, so that its pages follow within half a minute.
 *
 *   edits ----> onSheetChange: 20 s under a lock --+
 *   menu: Sync now --------------------------------+--> ping --> "read a minute ago"
 *
 * A ping carries the ID of this sheet, an ID of its own, and a token with which
 * Google says whose script it is; nothing of what is in the sheet. README.md
 * says how to set this up. Without it the sheet is read every few minutes.
 */

/** How long a burst of edits is waited for, in milliseconds. */
const BURST = 20 * 1000;

/** How long after "Sync now" it is asked whether the sheet was read, in milliseconds. */
const PATIENCE = 5 * 1000;

/** What is kept in the script's properties. Whoever edits the sheet may read it: no secret is among it. */
const ADDRESS = 'PING_ADDRESS';
const TRIGGER = 'TRIGGER';

/** All that people read. */
const WORDS = {
  title: 'Shelfmates',
  syncNow: 'Sync now',
  turnOn: 'Sync by itself after edits',
  turnOff: 'Stop syncing by itself',
  connect: 'Ping address…',

  askAddress: 'The ping address, from whoever looks after Shelfmates for you. It begins with https:// and ends with /ping.',
  addressNow: (address) => `It is ${address} now; leave this blank to keep it.`,
  badAddress: 'That is not a ping address, so nothing was changed. It begins with https:// and ends with /ping.',
  connected: (audience) => `The address is set. The ID of this script, which Shelfmates must know as SHELFMATES_PING_AUDIENCE, is\n\n${audience}`,

  on: 'From now on the sheet is read half a minute after you stop editing, whoever edits it.',
  onAlready: 'That is on already.',
  off: 'The sheet is no longer read after each edit, but every few minutes as before.',
  busy: 'Somebody else is changing this setting just now. Try again in a moment.',

  asked: (reply) => `Shelfmates reads the sheet now. It was last ${readAgo(reply.ago)}. ${toFix(reply.fix)}`,
  askedOnly: 'Shelfmates reads the sheet now.',
  done: (reply) => `${sentence(readAgo(reply.ago))} ${toFix(reply.fix)}`,

  notSet: 'Shelfmates has no ping address yet. Choose Shelfmates, Ping address…, and put in the one you were given. Until then the sheet is read every few minutes.',
  noToken: 'Google gave no identity for this script. In the script editor put the whole text of appsscript.json in place, then choose Sync now again and allow what it asks for.',
  refused: (audience) => `Shelfmates does not accept this script. Send its ID to whoever looks after Shelfmates, to be set as SHELFMATES_PING_AUDIENCE:\n\n${audience}`,
  unknown: (audience) => `Shelfmates does not know this sheet together with this script. Check that the address is your own school's. If it is, send the ID of the script to whoever looks after Shelfmates:\n\n${audience}`,
  often: (seconds) => `Shelfmates is asked very often just now. The sheet is read all the same, a little later. Wait ${seconds === 1 ? 'a second' : `${seconds} seconds`} before you ask again.`,
  away: 'Shelfmates cannot be reached just now. Nothing is lost: the sheet is read as soon as it can be.',
  wrongAddress: 'There is no Shelfmates at the ping address. Check it: choose Shelfmates, Ping address….',
};

/** Puts the menu into the sheet; Google calls it whenever somebody opens it. */
function onOpen() {
  SpreadsheetApp.getUi().createMenu(WORDS.title)
    .addItem(WORDS.syncNow, 'syncNow')
    .addSeparator()
    .addItem(WORDS.turnOn, 'turnOn')
    .addItem(WORDS.turnOff, 'turnOff')
    .addItem(WORDS.connect, 'connect')
    .addToUi();
}

/** Menu: has the sheet read at once, and says when it was. */
function syncNow() {
  const ping = newPing();
  const first = send(ping);
  if (first.trouble) {
    say(first.trouble);
    return;
  }
  toast(first.reply.read ? WORDS.asked(first.reply) : WORDS.askedOnly);
  Utilities.sleep(PATIENCE);
  const second = send(ping); // it was taken already, so it only tells how the sheet stands
  if (!second.trouble && second.reply.read !== first.reply.read) {
    toast(WORDS.done(second.reply));
  }
}

/**
 * Runs after every change of the sheet, as the person who turned it on. The
 * first change of a burst waits under the lock for the others, which end at
 * once. The lock is let go before the ping is sent, so that an edit which comes
 * while it is on its way begins a burst of its own.
 */
function onSheetChange(event) {
  if (!isTheTrigger(event.triggerUid)) {
    removeTriggers((one) => one.getUniqueId() === event.triggerUid);
    return;
  }
  const lock = LockService.getScriptLock();
  if (!lock.tryLock(10)) {
    return;
  }
  try {
    Utilities.sleep(BURST);
  } finally {
    lock.releaseLock();
  }
  const sent = send(newPing());
  if (sent.trouble) {
    console.warn(sent.trouble); // nobody looks on, and the sheet is read anyway
  }
}

/** Menu: sets up the trigger, unless it is there. */
function turnOn() {
  if (!properties().getProperty(ADDRESS)) {
    say(WORDS.notSet);
    return;
  }
  whileAlone(() => {
    const known = properties().getProperty(TRIGGER);
    removeTriggers((one) => one.getUniqueId() !== known);
    if (ownTriggers().length > 0) {
      say(WORDS.onAlready);
      return;
    }
    const made = ScriptApp.newTrigger('onSheetChange').forSpreadsheet(SpreadsheetApp.getActive()).onChange().create();
    properties().setProperty(TRIGGER, made.getUniqueId());
    say(WORDS.on);
  });
}

/** Menu: takes the trigger away. */
function turnOff() {
  whileAlone(() => {
    removeTriggers(() => true);
    properties().deleteProperty(TRIGGER);
    say(WORDS.off);
  });
}

/** Menu: asks for the ping address, and tells the ID that belongs to it. */
function connect() {
  const ui = SpreadsheetApp.getUi();
  const known = properties().getProperty(ADDRESS);
  const question = known ? `${WORDS.askAddress} ${WORDS.addressNow(known)}` : WORDS.askAddress;
  const answer = ui.prompt(WORDS.title, question, ui.ButtonSet.OK_CANCEL);
  if (answer.getSelectedButton() !== ui.Button.OK) {
    return;
  }
  const typed = answer.getResponseText().trim() || known;
  if (!typed || !/^https:\/\/[^\s\/?#@]+(\/[^\s?#]*)?\/ping$/.test(typed)) {
    say(WORDS.badAddress);
    return;
  }
  properties().setProperty(ADDRESS, typed);
  const token = ScriptApp.getIdentityToken();
  say(token ? WORDS.connected(audienceOf(token)) : WORDS.noToken);
}

/** A ping is {spreadsheet, id}; whoever gets the same ID twice reads the sheet once. */
function newPing() {
  return { spreadsheet: SpreadsheetApp.getActive().getId(), id: Utilities.getUuid() };
}

/**
 * Sends a ping and returns {reply} with {read, ago, fix, ringing}: when the sheet
 * was last read as an instant ("" for never) and in seconds, how many cells are
 * to be fixed, whether it is read now. Or {trouble}, which is a text for people.
 */
function send(ping) {
  const address = properties().getProperty(ADDRESS);
  if (!address) {
    return { trouble: WORDS.notSet };
  }
  const token = ScriptApp.getIdentityToken();
  if (!token) {
    return { trouble: WORDS.noToken };
  }
  let response;
  try {
    response = UrlFetchApp.fetch(address, {
      method: 'post',
      contentType: 'application/json',
      headers: { Authorization: `Bearer ${token}` },
      payload: JSON.stringify(ping),
      followRedirects: false, // the token is for this address alone
      muteHttpExceptions: true,
    });
  } catch (unreachable) {
    return { trouble: WORDS.away };
  }
  const status = response.getResponseCode();
  switch (status) {
    case 200:
      return understood(response.getContentText());
    case 401:
      return { trouble: WORDS.refused(audienceOf(token)) };
    case 404:
      return { trouble: WORDS.unknown(audienceOf(token)) };
    case 429:
      return { trouble: WORDS.often(wait(response.getHeaders())) };
  }
  return { trouble: status >= 500 ? WORDS.away : WORDS.wrongAddress };
}

/** Reads a reply; an answer of another form comes from another program. */
function understood(text) {
  try {
    const reply = JSON.parse(text);
    if (typeof reply.read === 'string' && Number.isFinite(reply.ago) && Number.isFinite(reply.fix)) {
      return { reply };
    }
  } catch (notJSON) {
    // a page, as a sign-in has one
  }
  return { trouble: WORDS.wrongAddress };
}

/** Returns the seconds of a Retry-After header, whose name comes in any case. */
function wait(headers) {
  const name = Object.keys(headers).find((one) => one.toLowerCase() === 'retry-after');
  return Math.max(1, Number(headers[name]) || 60);
}

/** Returns the client ID of the script, which Google puts into its tokens. */
function audienceOf(token) {
  const part = token.split('.')[1];
  const padded = part + '='.repeat((4 - (part.length % 4)) % 4);
  return JSON.parse(Utilities.newBlob(Utilities.base64DecodeWebSafe(padded)).getDataAsString()).aud;
}

/**
 * Says whether a trigger is the one that was set up last. Everybody has triggers
 * of their own and sees no others: where a colleague has set it up anew, the
 * earlier one finds out here and goes.
 */
function isTheTrigger(id) {
  if (properties().getProperty(TRIGGER) === id) {
    return true;
  }
  const lock = LockService.getDocumentLock();
  lock.waitLock(10 * 1000); // it may be just about to be written down
  try {
    return properties().getProperty(TRIGGER) === id;
  } finally {
    lock.releaseLock();
  }
}

/** Does something that only one person may do at a time. */
function whileAlone(act) {
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(10 * 1000)) {
    say(WORDS.busy);
    return;
  }
  try {
    act();
  } finally {
    lock.releaseLock();
  }
}

function ownTriggers() {
  return ScriptApp.getProjectTriggers().filter((one) => one.getHandlerFunction() === 'onSheetChange');
}

function removeTriggers(which) {
  ownTriggers().filter(which).forEach((one) => ScriptApp.deleteTrigger(one));
}

function properties() {
  return PropertiesService.getScriptProperties();
}

/** Says something that is to be read: it stays until it is clicked away. */
function say(text) {
  const ui = SpreadsheetApp.getUi();
  ui.alert(WORDS.title, text, ui.ButtonSet.OK);
}

/** Says something in passing. */
function toast(text) {
  SpreadsheetApp.getActive().toast(text, WORDS.title, 10);
}

/** Says how long ago something was read: "read a minute ago". */
function readAgo(seconds) {
  const [minute, hour, day] = [60, 60 * 60, 24 * 60 * 60];
  const spans = [[day, hour, 'a day', 'days'], [hour, minute, 'an hour', 'hours'], [minute, 15, 'a minute', 'minutes']];
  for (const [length, grain, one, many] of spans) {
    if (Math.round(seconds / grain) * grain >= length) {
      const n = Math.round(seconds / length);
      return `read ${n === 1 ? one : `${n} ${many}`} ago`;
    }
  }
  return 'read just now';
}

/** Says how much waits to be put right. */
function toFix(n) {
  if (n === 0) {
    return 'Nothing waits to be fixed.';
  }
  return `${n === 1 ? '1 cell waits' : `${n} cells wait`} to be fixed: see the column Shelfmates note.`;
}

/** Makes a sentence of a phrase. */
function sentence(phrase) {
  return `${phrase[0].toUpperCase()}${phrase.slice(1)}.`;
}
