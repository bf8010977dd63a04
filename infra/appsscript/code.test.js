/**
 * The stories of Code.gs, each against a Google of its own: what staff did, what
 * was sent, what they read.
 */
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { AUDIENCE, Google, manifest, source } = require('./google.js');

const SECOND = 1000;

/** Returns what the other side of a ping expects, as its own tests have it. */
function shared(name) {
  return JSON.parse(fs.readFileSync(path.join(__dirname, '../../shared/letterbox/testdata', name), 'utf8'));
}

/** A Google in which the trigger is set up. */
function promptly() {
  const google = new Google();
  google.run('turnOn');
  google.said = [];
  return google;
}

const answers = (status, more = {}) => () => ({ status, ...more });
const body = ({ options }) => JSON.parse(options.payload);

test('the menu has its items, and each is a function', () => {
  const google = new Google();
  google.run('onOpen');
  assert.deepEqual(google.menu, [
    'Shelfmates',
    { text: 'Sync now', handler: 'syncNow' },
    { text: 'Sync by itself after edits', handler: 'turnOn' },
    { text: 'Stop syncing by itself', handler: 'turnOff' },
    { text: 'Ping address…', handler: 'connect' },
    'shown',
  ]);
  for (const { handler } of google.menu.filter((item) => item.handler)) {
    assert.match(source, new RegExp(`^function ${handler}\\(`, 'm'));
  }
});

test('the script asks for what it uses and no more', () => {
  const scope = (name) => `https://www.googleapis.com/auth/${name}`;
  assert.deepEqual(manifest.oauthScopes, [
    'openid', scope('userinfo.email'), scope('script.external_request'), scope('script.scriptapp'),
    scope('script.container.ui'), scope('spreadsheets.currentonly'),
  ]);
  assert.equal(manifest.runtimeVersion, 'V8');
});

test('"Sync now" pings at once, as the person and for this sheet', () => {
  const google = new Google();
  google.run('syncNow');
  const [{ at, address, options }] = google.sent;
  assert.equal(at, 0);
  assert.equal(address, 'https://maple.example/ping');
  assert.equal(options.method, 'post');
  assert.equal(options.contentType, 'application/json');
  assert.match(options.headers.Authorization, /^Bearer [^.]+\.[^.]+\.signature-of-ana$/);
  assert.equal(options.followRedirects, false);
  const want = shared('ping.json');
  const got = body(google.sent[0]);
  assert.deepEqual(Object.keys(got), Object.keys(want));
  assert.equal(got.spreadsheet, want.spreadsheet);
  assert.match(got.id, /^[0-9a-f-]{36}$/);
});

test('"Sync now" says when the sheet was read, and what waits', () => {
  const google = new Google();
  google.server = answers(200, { body: JSON.stringify(shared('reply.json')) });
  google.run('syncNow');
  assert.deepEqual(google.toasts.map(({ text }) => text), [
    'Shelfmates reads the sheet now. It was last read a minute ago. 2 cells wait to be fixed: see the column Shelfmates note.',
  ]);
  assert.deepEqual(google.said, []);
});

test('"Sync now" says so once the sheet was read, without asking for another read', () => {
  const google = new Google();
  google.server = (n) => answers(200, {
    body: JSON.stringify(n === 1
      ? { read: '2026-11-24T15:03:00Z', ago: 240, fix: 1, ringing: true }
      : { read: '2026-11-24T15:07:01Z', ago: 4, fix: 0, ringing: false }),
  })();
  google.run('syncNow');
  assert.deepEqual(google.toasts.map(({ text }) => text), [
    'Shelfmates reads the sheet now. It was last read 4 minutes ago. 1 cell waits to be fixed: see the column Shelfmates note.',
    'Read just now. Nothing waits to be fixed.',
  ]);
  assert.equal(google.sent.length, 2);
  assert.equal(body(google.sent[0]).id, body(google.sent[1]).id);
});

test('two people who choose "Sync now" send two pings', () => {
  const google = new Google();
  google.run('syncNow', { who: 'ana' });
  google.run('syncNow', { who: 'ben' });
  assert.equal(new Set(google.sent.map((one) => body(one).id)).size, 2);
});

test('a sheet that was never read has no time to tell', () => {
  const google = new Google();
  google.server = answers(200, { body: '{"read":"","ago":0,"fix":0,"ringing":true}' });
  google.run('syncNow');
  assert.deepEqual(google.toasts.map(({ text }) => text), ['Shelfmates reads the sheet now.']);
});

test('time is told as people say it', () => {
  for (const [seconds, want] of [
    [0, 'just now'], [50, 'just now'], [53, 'a minute ago'], [60, 'a minute ago'], [89, 'a minute ago'], [91, '2 minutes ago'],
    [15 * 60, '15 minutes ago'], [3569, '59 minutes ago'], [3571, 'an hour ago'], [2 * 3600, '2 hours ago'],
    [23 * 3600, '23 hours ago'], [24 * 3600, 'a day ago'], [72 * 3600, '3 days ago'],
  ]) {
    const google = new Google();
    google.server = answers(200, { body: JSON.stringify({ read: 'then', ago: seconds, fix: 0, ringing: true }) });
    google.run('syncNow');
    assert.equal(google.toasts[0].text, `Shelfmates reads the sheet now. It was last read ${want}. Nothing waits to be fixed.`);
  }
});

test('an edit is told of 20 seconds later', () => {
  const google = promptly();
  google.edit();
  assert.deepEqual(google.sent.map(({ at }) => at), [20 * SECOND]);
  assert.deepEqual(google.said, []); // a trigger has nobody to talk to
  assert.deepEqual(google.toasts, []);
});

test('a burst of edits gives one ping, after its 20 seconds', () => {
  const google = promptly();
  for (let i = 1; i < 20; i++) {
    google.after(i * SECOND, () => google.edit(i % 2 ? 'EDIT' : 'INSERT_ROW'));
  }
  google.edit();
  assert.deepEqual(google.sent.map(({ at }) => at), [20 * SECOND]);
});

test('two bursts give two pings with an ID each', () => {
  const google = promptly();
  google.edit();
  google.sleep(60 * SECOND);
  google.edit();
  assert.deepEqual(google.sent.map(({ at }) => at), [20 * SECOND, 100 * SECOND]);
  assert.notEqual(body(google.sent[0]).id, body(google.sent[1]).id);
});

test('an edit while the ping is on its way is told of as well', () => {
  const google = promptly();
  const usual = google.server;
  google.server = (n, options) => {
    if (n === 1) {
      google.edit();
    }
    return usual(n, options);
  };
  google.edit();
  assert.deepEqual(google.sent.map(({ at }) => at), [20 * SECOND, 40 * SECOND]);
});

test('"Sync now" does not wait for a burst', () => {
  const google = promptly();
  google.after(3 * SECOND, () => google.run('syncNow', { who: 'ben' }));
  google.edit();
  assert.equal(google.sent[0].at, 3 * SECOND);
});

test('a ping that fails after an edit leaves the lock free and disturbs nobody', () => {
  for (const server of [answers(429), answers(500), answers(401), () => null]) {
    const google = promptly();
    google.server = server;
    google.edit();
    assert.equal(google.sent.length, 1);
    assert.equal(google.warned.length, 1);
    assert.equal(google.held.size, 0);
  }
});

test('turning it on twice makes one trigger', () => {
  const google = new Google();
  google.run('turnOn');
  google.run('turnOn');
  assert.equal(google.triggers.length, 1);
  assert.match(google.said[0].text, /^From now on the sheet is read half a minute after/);
  assert.equal(google.said[1].text, 'That is on already.');
});

test('triggers that were doubled by hand become one', () => {
  const google = new Google();
  google.triggers = [{ id: '1', who: 'ana' }, { id: '2', who: 'ana' }];
  google.run('turnOn');
  assert.equal(google.triggers.length, 1);
  google.edit();
  assert.equal(google.sent.length, 1);
});

test('where a colleague turns it on as well, hers counts and the first goes', () => {
  const google = promptly();
  google.run('turnOn', { who: 'ben' });
  assert.equal(google.triggers.length, 2); // nobody can take away what is another's
  google.edit();
  assert.equal(google.sent.length, 1);
  assert.match(google.sent[0].options.headers.Authorization, /signature-of-ben$/);
  assert.deepEqual(google.triggers.map(({ who }) => who), ['ben']);
});

test('turned off by a colleague, the trigger goes with the next edit', () => {
  const google = promptly();
  google.run('turnOff', { who: 'ben' });
  google.edit();
  assert.deepEqual(google.sent, []);
  assert.deepEqual(google.triggers, []);
});

test('turned off and on again it pings once', () => {
  const google = promptly();
  google.run('turnOff');
  assert.deepEqual(google.triggers, []);
  google.run('turnOn');
  google.edit();
  assert.equal(google.sent.length, 1);
});

test('an edit before the new trigger is written down is not the end of it', () => {
  const google = new Google();
  google.held.add('document'); // somebody is just turning it on
  google.triggers = [{ id: '9', who: 'ana' }];
  google.after(SECOND, () => {
    google.properties.set('TRIGGER', '9');
    google.held.delete('document');
  });
  google.edit();
  assert.deepEqual(google.triggers.map(({ id }) => id), ['9']);
  assert.equal(google.sent.length, 1);
});

test('two people who turn it on in the same moment are told to wait', () => {
  const google = new Google();
  google.held.add('document');
  google.run('turnOn');
  assert.deepEqual(google.triggers, []);
  assert.match(google.said[0].text, /Try again in a moment/);
});

test('nothing is turned on without an address', () => {
  const google = new Google();
  google.properties.clear();
  google.run('turnOn');
  assert.deepEqual(google.triggers, []);
  assert.match(google.said[0].text, /^Shelfmates has no ping address yet\. Choose Shelfmates, Ping address…/);
});

test('an address is asked for, kept, and answered with the ID of the script', () => {
  const google = new Google();
  google.properties.clear();
  google.answers = [{ button: 'ok', text: '  https://tunnel.example/maple/ping ' }];
  google.run('connect');
  assert.equal(google.properties.get('PING_ADDRESS'), 'https://tunnel.example/maple/ping');
  assert.match(google.said[0].text, new RegExp(`SHELFMATES_PING_AUDIENCE, is\\n\\n${AUDIENCE}$`));
});

test('an address that was set is shown and can be left as it is', () => {
  for (const answer of [{ button: 'ok', text: '' }, { button: 'cancel', text: 'https://other.example/ping' }]) {
    const google = new Google();
    google.answers = [answer];
    google.run('connect');
    assert.match(google.asked[0].text, /It is https:\/\/maple\.example\/ping now; leave this blank to keep it\.$/);
    assert.equal(google.properties.get('PING_ADDRESS'), 'https://maple.example/ping');
  }
});

test('what is no address changes nothing', () => {
  for (const text of [
    'maple.example', 'http://maple.example/ping', 'https://maple.example', 'https://maple.example/', 'https://ana:secret@maple.example/ping',
    'https:///ping', 'https://maple.example/ping?key=1', 'https://maple.example/ping#x', 'javascript:alert(1)/ping', 'https://maple .example/ping',
  ]) {
    const google = new Google();
    google.answers = [{ button: 'ok', text }];
    google.run('connect');
    assert.equal(google.properties.get('PING_ADDRESS'), 'https://maple.example/ping', text);
    assert.match(google.said[0].text, /^That is not a ping address, so nothing was changed\./);
  }
});

test('nothing secret is kept', () => {
  const google = promptly();
  google.answers = [{ button: 'ok', text: '' }];
  google.run('connect');
  google.run('syncNow');
  google.edit();
  assert.deepEqual([...google.properties.keys()].sort(), ['PING_ADDRESS', 'TRIGGER']);
});

test('"Sync now" says what is wrong and what to do', async (t) => {
  const page = { body: '<!doctype html><title>Sign in</title>' };
  for (const [what, server, want] of [
    ['refused', answers(401), new RegExp(`^Shelfmates does not accept this script\\. Send its ID.*\\n\\n${AUDIENCE}$`)],
    ['not known', answers(404), new RegExp(`^Shelfmates does not know this sheet together with this script\\..*\\n\\n${AUDIENCE}$`)],
    ['asked too often', answers(429, { headers: { 'Retry-After': '2' } }), /Wait 2 seconds before you ask again\.$/],
    ['asked a little too often', answers(429, { headers: { 'retry-after': '1' } }), /Wait a second before you ask again\.$/],
    ['asked too often, no time told', answers(429), /Wait 60 seconds before you ask again\.$/],
    ['out of order', answers(503), /^Shelfmates cannot be reached just now\. Nothing is lost/],
    ['behind a tunnel that is down', answers(502, page), /^Shelfmates cannot be reached just now\./],
    ['out of reach', () => null, /^Shelfmates cannot be reached just now\./],
    ['another program', answers(200, page), /^There is no Shelfmates at the ping address\./],
    ['another program that speaks JSON', answers(200, { body: '{"ok":true}' }), /^There is no Shelfmates at the ping address\./],
    ['nothing but JSON', answers(200, { body: 'null' }), /^There is no Shelfmates at the ping address\./],
    ['a page of ours', answers(421), /^There is no Shelfmates at the ping address\./],
    ['another method', answers(405), /^There is no Shelfmates at the ping address\./],
    ['moved', answers(302, { headers: { Location: 'https://elsewhere.example' } }), /^There is no Shelfmates at the ping address\./],
  ]) {
    await t.test(what, () => {
      const google = new Google();
      google.server = server;
      google.run('syncNow');
      assert.equal(google.sent.length, 1);
      assert.equal(google.said.length, 1);
      assert.match(google.said[0].text, want);
      assert.deepEqual(google.toasts, []);
    });
  }
  await t.test('not set up', () => {
    const google = new Google();
    google.properties.clear();
    google.run('syncNow');
    assert.deepEqual(google.sent, []);
    assert.match(google.said[0].text, /^Shelfmates has no ping address yet\..*every few minutes\.$/);
  });
  await t.test('without an identity', () => {
    const google = new Google();
    google.token = false;
    google.run('syncNow');
    assert.deepEqual(google.sent, []);
    assert.match(google.said[0].text, /^Google gave no identity for this script\..*appsscript\.json/);
  });
});
