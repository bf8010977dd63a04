/**
 * A fake of the Google Apps Script services that Code.gs uses, strict: a service,
 * method or option that is not here throws.
 *
 *   test --> Google: people, edits, a server --> one vm context per execution --> Code.gs
 *
 * Executions of a script share its triggers, properties and locks and nothing
 * else. Whatever else happens while one sleeps is put into `meanwhile`.
 */
'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const source = fs.readFileSync(path.join(__dirname, 'Code.gs'), 'utf8');
const manifest = JSON.parse(fs.readFileSync(path.join(__dirname, 'appsscript.json'), 'utf8'));

const AUDIENCE = '271828182845-script.apps.googleusercontent.com';

/** Makes an object of which nothing else is asked. */
function strict(name, members) {
  return new Proxy(members, {
    get(target, member) {
      if (typeof member === 'symbol' || member in target) {
        return target[member];
      }
      throw new Error(`Google has no ${name}.${String(member)} here`);
    },
  });
}

/** Throws unless an object has these keys alone. */
function only(object, ...keys) {
  for (const key of Object.keys(object)) {
    if (!keys.includes(key)) {
      throw new Error(`unknown option ${key}`);
    }
  }
}

/** A Google is one spreadsheet with its script. */
class Google {
  constructor() {
    this.clock = 0; // milliseconds
    this.properties = new Map([['PING_ADDRESS', 'https://maple.example/ping']]);
    this.triggers = []; // {id, who}
    this.held = new Set(); // locks
    this.meanwhile = []; // {at, do}: what happens while an execution sleeps
    this.sent = []; // {at, address, options}
    this.said = []; // alerts
    this.toasts = [];
    this.warned = [];
    this.menu = [];
    this.answers = []; // to prompts: {button, text}
    this.asked = []; // prompts
    this.token = true;
    this.created = 0;
    this.server = () => ({ status: 200, body: JSON.stringify({ read: '2026-11-24T15:03:00Z', ago: 60, fix: 2, ringing: true }) });
  }

  /** Runs a function of the script as somebody, as the menu does. */
  run(name, { who = 'ana', event } = {}) {
    const context = vm.createContext(this.services(who));
    vm.runInContext(source, context, { filename: 'Code.gs' });
    return vm.runInContext(name, context)(event);
  }

  /** A person edits the sheet: every trigger runs as whoever made it. */
  edit(changeType = 'EDIT') {
    for (const { id, who } of [...this.triggers]) {
      this.run('onSheetChange', { who, event: { triggerUid: id, changeType } });
    }
  }

  /** Lets something happen so many milliseconds from now. */
  after(ms, act) {
    this.meanwhile.push({ at: this.clock + ms, act });
    this.meanwhile.sort((a, b) => a.at - b.at);
  }

  /** Time passes, with what happens meanwhile. */
  sleep(ms) {
    const until = this.clock + ms;
    while (this.meanwhile.length > 0 && this.meanwhile[0].at <= until) {
      const { at, act } = this.meanwhile.shift();
      this.clock = Math.max(this.clock, at);
      act();
    }
    this.clock = Math.max(this.clock, until);
  }

  lock(kind) {
    const take = () => {
      if (this.held.has(kind)) {
        return false;
      }
      this.held.add(kind);
      return true;
    };
    let mine = false;
    return strict('Lock', {
      tryLock: () => (mine = take()),
      waitLock: (ms) => {
        if (this.held.has(kind)) {
          this.sleep(ms);
        }
        if (!(mine = take())) {
          throw new Error('Lock timeout: another process was holding the lock for too long.');
        }
      },
      releaseLock: () => {
        if (mine) {
          this.held.delete(kind);
        }
        mine = false;
      },
    });
  }

  fetch(address, options) {
    only(options, 'method', 'contentType', 'headers', 'payload', 'followRedirects', 'muteHttpExceptions');
    this.sent.push({ at: this.clock, address, options });
    const answer = this.server(this.sent.length, options);
    if (answer === null) {
      throw new Error('Address unavailable');
    }
    if (answer.status >= 400 && !options.muteHttpExceptions) {
      throw new Error(`Request failed: ${answer.status}`);
    }
    return strict('HTTPResponse', {
      getResponseCode: () => answer.status,
      getContentText: () => answer.body || '',
      getHeaders: () => answer.headers || {},
    });
  }

  identity(who) {
    if (!this.token) {
      return null;
    }
    const part = (object) => Buffer.from(JSON.stringify(object)).toString('base64url');
    return `${part({ alg: 'RS256' })}.${part({ aud: AUDIENCE, email: `${who}@maple.example` })}.signature-of-${who}`;
  }

  services(who) {
    const google = this;
    const trigger = (one) => strict('Trigger', {
      getHandlerFunction: () => 'onSheetChange',
      getUniqueId: () => one.id,
      one,
    });
    const sheet = strict('Spreadsheet', {
      getId: () => '1mapleHollow_partners-2026',
      toast: (text, title, seconds) => google.toasts.push({ text, title, seconds }),
    });
    const menu = strict('Menu', {
      addItem: (text, handler) => (google.menu.push({ text, handler }), menu),
      addSeparator: () => menu,
      addToUi: () => google.menu.push('shown'),
    });
    const ui = strict('Ui', {
      Button: { OK: 'ok', CANCEL: 'cancel' },
      ButtonSet: { OK: 'OK', OK_CANCEL: 'OK_CANCEL' },
      createMenu: (title) => (google.menu.push(title), menu),
      alert: (title, text, buttons) => google.said.push({ title, text, buttons }),
      prompt: (title, text, buttons) => {
        google.asked.push({ title, text, buttons });
        const { button, text: typed } = google.answers.shift();
        return strict('PromptResponse', { getSelectedButton: () => button, getResponseText: () => typed });
      },
    });
    return {
      SpreadsheetApp: strict('SpreadsheetApp', { getUi: () => ui, getActive: () => sheet }),
      Utilities: strict('Utilities', {
        sleep: (ms) => google.sleep(ms),
        getUuid: () => crypto.randomUUID(),
        base64DecodeWebSafe: (text) => {
          if (text.length % 4 !== 0) {
            throw new Error('Could not decode string.');
          }
          return Buffer.from(text, 'base64url');
        },
        newBlob: (bytes) => strict('Blob', { getDataAsString: () => bytes.toString('utf8') }),
      }),
      LockService: strict('LockService', {
        getScriptLock: () => google.lock('script'),
        getDocumentLock: () => google.lock('document'),
      }),
      PropertiesService: strict('PropertiesService', {
        getScriptProperties: () => strict('Properties', {
          getProperty: (key) => google.properties.get(key) ?? null,
          setProperty: (key, value) => google.properties.set(key, String(value)),
          deleteProperty: (key) => google.properties.delete(key),
        }),
      }),
      ScriptApp: strict('ScriptApp', {
        getIdentityToken: () => google.identity(who),
        getProjectTriggers: () => google.triggers.filter((one) => one.who === who).map(trigger),
        deleteTrigger: ({ one }) => {
          google.triggers = google.triggers.filter((other) => other !== one);
        },
        newTrigger: (handler) => strict('TriggerBuilder', {
          forSpreadsheet: (of) => strict('SpreadsheetTriggerBuilder', {
            onChange: () => strict('SpreadsheetTriggerBuilder', {
              create: () => {
                if (handler !== 'onSheetChange' || of !== sheet) {
                  throw new Error(`no trigger for ${handler}`);
                }
                const one = { id: String(7000 + ++google.created), who };
                google.triggers.push(one);
                return trigger(one);
              },
            }),
          }),
        }),
      }),
      UrlFetchApp: strict('UrlFetchApp', { fetch: (address, options) => google.fetch(address, options) }),
      console: strict('console', { warn: (text) => google.warned.push(text) }),
    };
  }
}

module.exports = { AUDIENCE, Google, manifest, source };
