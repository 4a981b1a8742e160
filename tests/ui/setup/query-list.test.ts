import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonFaultAt } from '../../../src/ui/setup/json-fault';
import { asQueryText, withPlainLineEnds } from '../../../src/ui/setup/query-list-clean';
import { parseQueryList, type ListHint, type QueryListReading } from '../../../src/ui/setup/query-list';

const read = (text: string, hint?: ListHint): QueryListReading => parseQueryList(text, hint);
const texts = (reading: QueryListReading): string[] => reading.queries.map(({ text }) => text);
const rows = (reading: QueryListReading): number[] => reading.queries.map(({ row }) => row);
const tags = (reading: QueryListReading): string[] => reading.problems.map(({ tag }) => tag);

describe('plain text', () => {
  test('is one query a line, and blank lines are nobody’s mistake', () => {
    const reading = read('How long do eggs keep?\n\n   \nWrite a haiku, please; short.\n');
    expect(reading).toEqual({
      format: 'txt',
      columns: [],
      column: null,
      queries: [
        { text: 'How long do eggs keep?', row: 1 },
        { text: 'Write a haiku, please; short.', row: 4 },
      ],
      problems: [],
    });
  });

  test('reads Windows and old Mac line ends alike, with or without a byte order mark', () => {
    expect(read('\uFEFFone\r\ntwo\rthree').queries).toEqual(read('one\ntwo\nthree').queries);
    const joined = '\uFEFFid,query\n1,"a" b\n\uFEFF2,b\n3,c\n4,"d" e\n';
    expect(read(joined)).toEqual(read(joined.replaceAll('\uFEFF', '')));
  });

  test('is brought to one form: trimmed, composed, without control characters', () => {
    expect(texts(read(' cafe\u0301\u0000 \u0007bar\t'))).toEqual(['café bar']);
    expect(texts(read('half a smile \ud83d'))).toEqual(['half a smile \uFFFD']);
    expect(texts(read('soft\vbreak'))).toEqual(['soft\nbreak']);
  });

  test('is not taken for a table because its sentences have commas, semicolons or the word "text" in them', () => {
    for (const line of [
      'Text, call or email: which is rudest?',
      'text; please',
      'Question, then answer, then stop.',
    ]) {
      const reading = read(`${line}\nHello, there, you, all\nWhy, and when, and how?`);
      expect(reading.format).toBe('txt');
      expect(texts(reading)[0]).toBe(line);
    }
  });

  test('with quotes around some lines stays as it is', () => {
    expect(texts(read('"Be quick" he said. Why?\nWho said that?'))[0]).toBe('"Be quick" he said. Why?');
  });

  test('that merely starts like JSON is reported, not guessed at', () => {
    const reading = read('[Polite] Please explain tides.\n{name} wants to know why.');
    expect(reading).toMatchObject({ format: 'json', queries: [] });
    expect(reading.problems).toEqual([{ tag: 'broken-json', facts: { line: 1, column: 2 } }]);
  });

  test('ignores a column chosen for another list, as it has none', () => {
    expect(texts(read('a\nb', { column: 'query' }))).toEqual(['a', 'b']);
  });
});

describe('row-level wrongs', () => {
  test('name the row and keep everything else', () => {
    const long = 'x'.repeat(4001);
    const reading = read(JSON.stringify(['one', 2, '  ', null, 'one', long, ['a'], { a: 1 }, true, 'last']));
    expect(reading.queries).toEqual([
      { text: 'one', row: 1 },
      { text: 'last', row: 10 },
    ]);
    expect(reading.problems).toEqual([
      { tag: 'not-text', facts: { row: 2, found: 'number' } },
      { tag: 'no-text', facts: { row: 3 } },
      { tag: 'no-text', facts: { row: 4 } },
      { tag: 'duplicate', facts: { row: 5, sameAs: 1 } },
      { tag: 'too-long', facts: { row: 6, characters: 4001, limit: 4000 } },
      { tag: 'not-text', facts: { row: 7, found: 'list' } },
      { tag: 'not-text', facts: { row: 8, found: 'number' } },
      { tag: 'not-text', facts: { row: 9, found: 'boolean' } },
    ]);
  });

  test('call two texts duplicates when only their unseen form differs', () => {
    const reading = read('café\n cafe\u0301 ');
    expect(texts(reading)).toEqual(['café']);
    expect(reading.problems).toEqual([{ tag: 'duplicate', facts: { row: 2, sameAs: 1 } }]);
  });

  test('count characters as people do: 4,000 emoji are not too long', () => {
    expect(texts(read('🙂'.repeat(4000)))).toHaveLength(1);
    expect(tags(read('🙂'.repeat(4001)))).toEqual(['too-long']);
  });

  test('see no text where nothing would show', () => {
    expect(tags(read(JSON.stringify(['\u200b\u200d', 'a'])))).toEqual(['no-text']);
  });
});

describe('CSV and TSV', () => {
  test('take the column that is guessed by name, and count rows as a spreadsheet does', () => {
    const reading = read('id,Query,answer\n1,"Hi, you",x\n\n2,"two\nlines ""quoted""",y\n3,,z\n4,last,\n');
    expect(reading).toEqual({
      format: 'csv',
      columns: ['id', 'Query', 'answer'],
      column: 'Query',
      queries: [
        { text: 'Hi, you', row: 2 },
        { text: 'two\nlines "quoted"', row: 4 },
        { text: 'last', row: 6 },
      ],
      problems: [{ tag: 'no-text', facts: { row: 5 } }],
    });
  });

  test('may be delimited by semicolons, tabs or bars, with a byte order mark in front', () => {
    expect(read('\uFEFFid;prompt\r\n1;"a; b"\r\n2;c, d\r\n')).toMatchObject({
      format: 'csv',
      column: 'prompt',
    });
    expect(texts(read('\uFEFFid;prompt\r\n1;"a; b"\r\n2;c, d\r\n'))).toEqual(['a; b', 'c, d']);
    expect(read('id\tquestion\n1\tWhy, oh why?')).toMatchObject({ format: 'tsv', column: 'question' });
    expect(texts(read('id|text\n1|a\n2|b'))).toEqual(['a', 'b']);
  });

  test('guess in the order instruction, query, question, prompt, text, input', () => {
    const names = ['input', 'text', 'prompt', 'question', 'query', 'instruction'];
    for (let from = 0; from < names.length; from += 1) {
      const header = names.slice(0, from + 1);
      const reading = read(`x,${header.join(',')}\n0,${header.map((name) => `a ${name}`).join(',')}`);
      expect(reading.column).toBe(names[from]);
    }
  });

  test('read the column the person chose, whatever its case', () => {
    const text = 'query,Reworded\na,b';
    expect(read(text, { column: 'Reworded' })).toMatchObject({
      column: 'Reworded',
      queries: [{ text: 'b', row: 2 }],
    });
    expect(read(text, { column: 'reworded ' }).column).toBe('Reworded');
  });

  test('say so when the chosen column is not there', () => {
    expect(read('query,b\nx,y', { column: 'c' })).toEqual({
      format: 'csv',
      columns: ['query', 'b'],
      column: null,
      queries: [],
      problems: [{ tag: 'no-such-column', facts: { column: 'c', columns: ['query', 'b'] } }],
    });
  });

  test('list the columns and read nothing when none can be guessed', () => {
    const reading = read('utterance,reply\nhi,hello\nbye,ciao', { fileName: 'talk.csv' });
    expect(reading.queries).toEqual([]);
    expect(reading.columns).toEqual(['utterance', 'reply']);
    expect(reading.problems).toEqual([
      { tag: 'column-not-guessed', facts: { columns: ['utterance', 'reply'] } },
    ]);
    expect(texts(read('utterance,reply\nhi,hello', { fileName: 'talk.csv', column: 'utterance' }))).toEqual([
      'hi',
    ]);
  });

  test('take the only column that holds text, by whatever name', () => {
    const reading = read('id,utterance,score\n1,hi,0.5\n2,bye,3', { fileName: 'talk.csv' });
    expect(reading).toMatchObject({ column: 'utterance', columns: ['id', 'utterance', 'score'] });
    expect(texts(reading)).toEqual(['hi', 'bye']);
  });

  test('with a single column need no header, and may hold unquoted commas', () => {
    const reading = read('How are you?\nWell, well, and you?\n"Quoted, here"', { fileName: 'list.csv' });
    expect(reading).toMatchObject({ format: 'csv', columns: ['1'], column: '1', problems: [] });
    expect(reading.queries).toEqual([
      { text: 'How are you?', row: 1 },
      { text: 'Well, well, and you?', row: 2 },
      { text: 'Quoted, here', row: 3 },
    ]);
    expect(read('query\nWell, well\n"two\nlines"').queries).toEqual([
      { text: 'Well, well', row: 2 },
      { text: 'two\nlines', row: 3 },
    ]);
  });

  test('pasted from a spreadsheet without a header offer their columns by number', () => {
    const reading = read('a\tone thing\nb\tanother\n');
    expect(reading).toMatchObject({ format: 'tsv', columns: ['1', '2'], column: null });
    expect(read('a\tone thing\nb\tanother', { column: '2' }).queries).toEqual([
      { text: 'one thing', row: 1 },
      { text: 'another', row: 2 },
    ]);
  });

  test('tell columns of one name, or none, apart', () => {
    expect(read('text,text,,text\na,b,c,d', { column: 'text (2)' })).toMatchObject({
      columns: ['text', 'text (2)', '3', 'text (3)'],
      queries: [{ text: 'b', row: 2 }],
    });
  });

  test('report a row whose cells cannot be told apart, and keep the others', () => {
    const reading = read('id,query\n1,one\n2,two, too many\n3,"three" or so\n4,four\n', {
      fileName: 'a.csv',
    });
    expect(reading.queries).toEqual([
      { text: 'one', row: 2 },
      { text: 'four', row: 5 },
    ]);
    expect(reading.problems).toEqual([
      { tag: 'broken-csv', facts: { row: 3, line: 3, untilLine: 3, wrong: 'extra-cells' } },
      { tag: 'broken-csv', facts: { row: 4, line: 4, untilLine: 4, wrong: 'stray-quote' } },
    ]);
  });

  test('go on after a misplaced quote with the next line that is certainly a row, counting lines as rows', () => {
    const text = 'id,query,n\n1,"three" or so,3\nand more,4\n"4","fo,ur",5\n5,"a ""b""",6\n';
    const reading = read(text, { fileName: 'a.csv' });
    expect(reading.queries).toEqual([
      { text: 'fo,ur', row: 4 },
      { text: 'a "b"', row: 5 },
    ]);
    expect(reading.problems).toEqual([
      { tag: 'broken-csv', facts: { row: 2, line: 2, untilLine: 3, wrong: 'stray-quote' } },
    ]);
  });

  test('follow a quoted cell however long it is', () => {
    const long = 'a line, with commas\n'.repeat(10_000);
    const reading = read(`id,query\n1,"${long}"\n2,two\n3,"${long}`, { fileName: 'a.csv' });
    expect(reading.queries).toEqual([{ text: 'two', row: 3 }]);
    expect(reading.problems).toMatchObject([
      { tag: 'too-long', facts: { row: 2 } },
      { tag: 'broken-csv', facts: { row: 4, line: 10_004, untilLine: 20_003, wrong: 'unclosed-quote' } },
    ]);
  });

  test('never take the end of a quoted cell for a row of its own', () => {
    const reading = read('query,id\n"He said "hi"\nand left",2\nthree,3', { fileName: 'a.csv' });
    expect(reading.queries).toEqual([{ text: 'three', row: 4 }]);
    expect(tags(reading)).toEqual(['broken-csv']);
  });

  test('keep every sound row between a thousand rows that begin a cell with a stray quote', () => {
    const lines = Array.from({ length: 2_000 }, (_, n) =>
      n % 2 === 0 ? `${n}\tquery ${n}` : `${n}\t"query" ${n}`,
    );
    const reading = read(['id\tquery', ...lines].join('\n'));
    expect(reading.queries).toHaveLength(1_000);
    expect(reading.queries.at(-1)).toEqual({ text: 'query 1998', row: 2_000 });
    expect(reading.problems[0]).toEqual({
      tag: 'broken-csv',
      facts: { row: 3, line: 3, untilLine: 3, wrong: 'stray-quote' },
    });
    expect(reading.problems.at(-1)).toMatchObject({ tag: 'more-problems', facts: { count: 800 } });
  });

  test('name the lines that a quote has swallowed where none of them is certainly a row', () => {
    const reading = read('query\n"a\nb"\n"open\nthree\nfour', { fileName: 'a.csv' });
    expect(reading.queries).toEqual([{ text: 'a\nb', row: 2 }]);
    expect(reading.problems).toEqual([
      { tag: 'broken-csv', facts: { row: 3, line: 4, untilLine: 6, wrong: 'unclosed-quote' } },
    ]);
    expect(tags(read('"query,id\nhello,1', { fileName: 'a.csv' }))).toEqual(['broken-csv']);
  });

  test('ignore the empty rows and cells a spreadsheet leaves at the end', () => {
    expect(read('id,query,\n1,one,\n,,\n,,\n').problems).toEqual([]);
    expect(read('id,query\n1,one,,\n2,two\n').problems).toEqual([]);
  });

  test('are recognised by their header even under the wrong file name, or none', () => {
    for (const hint of [{}, { fileName: 'list.txt' }]) {
      expect(read('id,query\n1,"Hello, you"\n2,Bye', hint)).toMatchObject({ format: 'csv', column: 'query' });
    }
    expect(read('id\tquery\n1\tHi', { fileName: 'list.csv' }).format).toBe('tsv');
  });
});

describe('JSON', () => {
  test('is a list of strings or of objects, or both', () => {
    expect(read('["a", "b"]')).toMatchObject({ format: 'json', columns: [], column: null });
    const reading = read('[{"id": 1, "prompt": "a"}, "b", {"prompt": "c", "note": null}, {"id": 4}]');
    expect(reading).toMatchObject({ format: 'json', columns: ['id', 'prompt', 'note'], column: 'prompt' });
    expect(reading.queries).toEqual([
      { text: 'a', row: 1 },
      { text: 'b', row: 2 },
      { text: 'c', row: 3 },
    ]);
    expect(reading.problems).toEqual([{ tag: 'no-text', facts: { row: 4 } }]);
  });

  test('may hold the list under any key', () => {
    expect(texts(read('{"version": 2, "whatever": ["a", "b"], "sizes": [1, 2]}'))).toEqual(['a', 'b']);
    expect(texts(read('{"rows": [{"question": "a"}]}'))).toEqual(['a']);
  });

  test('with several lists takes the one a key gives away, or says which there are', () => {
    expect(texts(read('{"answers": ["x"], "Queries": ["a"]}'))).toEqual(['a']);
    expect(read('{"train": ["x"], "test": ["y"]}')).toMatchObject({
      queries: [],
      problems: [{ tag: 'several-lists', facts: { keys: ['train', 'test'] } }],
    });
  });

  test('that holds no list says so', () => {
    for (const text of ['{"a": 1}', '{\n"a": {"b": ["c"]}}', '{"sizes": [1, 2]}'])
      expect(tags(read(text))).toEqual(['not-a-list']);
    expect(tags(read('42', { fileName: 'a.json' }))).toEqual(['not-a-list']);
  });

  test('takes the only key that holds text, or lists the keys', () => {
    expect(read('[{"n": 1, "utterance": "a"}]')).toMatchObject({ column: 'utterance', problems: [] });
    expect(tags(read('[{"a": "x", "b": "y"}]'))).toEqual(['column-not-guessed']);
  });

  test('that is broken says on which line and column', () => {
    const at = (text: string) => read(text).problems[0];
    expect(at('[\r\n  "a",\r\n  "b"\r\n  "c"\r\n]')).toEqual({
      tag: 'broken-json',
      facts: { line: 4, column: 3 },
    });
    expect(at('["a", "b"')).toEqual({ tag: 'broken-json', facts: { line: 1, column: 10 } });
    expect(at('{"queries": ["a",]}')).toEqual({ tag: 'broken-json', facts: { line: 1, column: 18 } });
    expect(at('["two\nlines"]')).toEqual({ tag: 'broken-json', facts: { line: 1, column: 6 } });
    expect(read('oops', { fileName: 'list.json' }).problems[0]).toEqual({
      tag: 'broken-json',
      facts: { line: 1, column: 1 },
    });
  });

  test('written over many lines and cut short is not mistaken for JSONL', () => {
    const lines = '[\n{"query": "a"},\n{"query": "b"}\n';
    expect(read(lines).problems).toEqual([{ tag: 'broken-json', facts: { line: 4, column: 1 } }]);
    expect(tags(read('{"queries": [\n"a",\n"b"\n'))).toEqual(['broken-json']);
  });

  test('nested without end does not overflow', () => {
    expect(tags(read('['.repeat(200_000)))).toEqual(['broken-json']);
    expect(tags(read(`["a", ${'['.repeat(100_000)}${']'.repeat(100_000)}]`))).toContain('not-text');
  });

  test('keys that name parts of every object are keys like any other', () => {
    expect(read('[{"__proto__": "a"}, {"toString": "b"}]', { column: '__proto__' })).toMatchObject({
      queries: [{ text: 'a', row: 1 }],
      problems: [{ tag: 'no-text', facts: { row: 2 } }],
    });
    expect(tags(read('[{"query": "a"}, {"x": "b"}]', { column: 'constructor' }))).toEqual(['no-such-column']);
  });
});

describe('JSONL', () => {
  test('is a string or an object a line, numbered as lines', () => {
    const reading = read('{"query": "a"}\n\n"b"\n{"query": "c\\nd"}\n');
    expect(reading).toMatchObject({ format: 'jsonl', column: 'query', problems: [] });
    expect(reading.queries).toEqual([
      { text: 'a', row: 1 },
      { text: 'b', row: 3 },
      { text: 'c\nd', row: 4 },
    ]);
  });

  test('keeps the good lines and says where the others break', () => {
    const reading = read('{"query": "a"}\n{"query": "b"\n{"query": "c"}\n[1]');
    expect(texts(reading)).toEqual(['a', 'c']);
    expect(reading.problems).toEqual([
      { tag: 'broken-json', facts: { row: 2, line: 2, column: 14 } },
      { tag: 'not-text', facts: { row: 4, found: 'list' } },
    ]);
    expect(texts(read('{"query": oops}\n{"query": "b"}\n{"query": "c"}'))).toEqual(['b', 'c']);
  });

  test('of a single line is one query, and its name can settle what its content leaves open', () => {
    expect(read('{"query": "a", "tags": ["x"]}')).toMatchObject({
      format: 'jsonl',
      queries: [{ text: 'a', row: 1 }],
    });
    expect(texts(read('{"utterance": "a"}', { fileName: 'x.jsonl' }))).toEqual(['a']);
    expect(texts(read('{oops\n"a"', { fileName: 'x.ndjson' }))).toEqual(['a']);
  });

  test('of quoted lines loses the quotes, but a quoted CSV column keeps its header', () => {
    expect(texts(read('"a, b"\n"c \\"d\\""'))).toEqual(['a, b', 'c "d"']);
    expect(read('"query"\n"a"')).toMatchObject({
      format: 'csv',
      column: 'query',
      queries: [{ text: 'a', row: 2 }],
    });
  });
});

describe('the limits', () => {
  test('an empty list is a problem of its own, in every format', () => {
    for (const text of ['', ' \n\t\n', '[]', '{"queries": []}', 'id,query\n'])
      expect(tags(read(text))).toEqual(['empty-list']);
    for (const fileName of ['a.txt', 'a.csv', 'a.json', 'a.jsonl'])
      expect(tags(read('', { fileName }))).toEqual(['empty-list']);
  });

  test('more than 10 MB are not read at all, counted as the file counts them', () => {
    const fits = `${'é'.repeat(3_999)}\n`.repeat(1_250);
    expect(tags(read(fits))).toContain('duplicate');
    expect(read(`${fits}${'é'.repeat(6_000)}`)).toMatchObject({
      queries: [],
      problems: [{ tag: 'too-large', facts: { bytes: 10_010_750, limit: 10_000_000 } }],
    });
  });

  test('the first 2,000 queries are kept and the others counted', () => {
    const lines = Array.from({ length: 2_003 }, (_, index) => `query ${index}`);
    const reading = read([...lines, 'query 7'].join('\n'));
    expect(reading.queries).toHaveLength(2_000);
    expect(reading.queries.at(-1)).toEqual({ text: 'query 1999', row: 2_000 });
    expect(reading.problems).toEqual([
      { tag: 'too-many', facts: { kept: 2_000, rowsLeft: 3 } },
      { tag: 'duplicate', facts: { row: 2_004, sameAs: 8 } },
    ]);
    expect(read(lines.slice(0, 2_000).join('\n')).problems).toEqual([]);
  });

  test('200 problems are named and the others counted by tag', () => {
    const reading = read(
      JSON.stringify(['a', ...Array<number>(150).fill(1), ...Array<string>(100).fill('a')]),
    );
    expect(reading.problems).toHaveLength(201);
    expect(reading.problems.at(-1)).toEqual({
      tag: 'more-problems',
      facts: { count: 50, byTag: { duplicate: 50 } },
    });
  });

  test('what is wrong with the list as a whole is never crowded out by its rows', () => {
    const lines = Array.from({ length: 2_001 }, (_, index) => `query ${index}`);
    const reading = read([...lines, ...Array<string>(300).fill('query 0')].join('\n'));
    expect(reading.problems).toHaveLength(201);
    expect(tags(reading)[0]).toBe('too-many');
    expect(reading.problems.at(-1)).toEqual({
      tag: 'more-problems',
      facts: { count: 101, byTag: { duplicate: 101 } },
    });
  });

  test('200 columns are offered, and one beyond them can still be read', () => {
    const many = JSON.stringify([
      Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`c${index}`, 'x'])),
    ]);
    expect(read(many).columns).toHaveLength(200);
    const chosen = read(many, { column: 'c249' });
    expect(texts(chosen)).toEqual(['x']);
    expect(chosen.problems).toEqual([{ tag: 'more-columns', facts: { shown: 200, columns: 250 } }]);
  });

  test('a file that is no text is not shown as one', () => {
    for (const text of ['PK\u0003\u0004\u0014', '%PDF-1.7\n', '\uFFFD\uFFFDa\u0000b\u0000']) {
      expect(tags(read(text))).toEqual(['not-a-text-file']);
    }
  });
});

describe('whatever the text', { timeout: 60_000 }, () => {
  const anyFile = fc.constantFrom(undefined, 'a.txt', 'a.csv', 'a.tsv', 'a.json', 'a.jsonl', 'a.xlsx', 'csv');
  const anyPiece = fc.oneof(
    fc.constantFrom(
      ...'{}[]",;|:\n\r\t\\'.split(''),
      '""',
      'query',
      'text,',
      'id;',
      '\n"',
      '1',
      'null',
      ' a ',
      '\uFEFF',
      '\0',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const anyText = fc.oneof(
    fc.array(anyPiece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc.json(),
    fc
      .array(
        fc
          .array(
            anyPiece.map((cell) => `"${cell.replaceAll('"', '""')}"`),
            { minLength: 1, maxLength: 4 },
          )
          .map((cells) => cells.join(',')),
        { maxLength: 6 },
      )
      .map((lines) => lines.join('\n')),
  );

  test('reading never throws, and every query is a text of the input in its normal form', () => {
    fc.assert(
      fc.property(
        anyText,
        anyFile,
        fc.option(fc.constantFrom('query', '1', 'id'), { nil: undefined }),
        (text, fileName, column) => {
          const reading = read(text, { ...(fileName && { fileName }), ...(column && { column }) });
          for (const query of reading.queries) {
            expect(query.text).toBe(asQueryText(query.text));
            expect(occurs(query.text, text, reading.format)).toBe(true);
          }
          expect(new Set(texts(reading)).size).toBe(reading.queries.length);
          expect(rows(reading)).toEqual([...rows(reading)].sort((one, other) => one - other));
          expect(reading.queries.length + reading.problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('a list written as CSV, TSV, JSON or JSONL is read back whole', () => {
    const anyQuery = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map(asQueryText);
    const anyList = fc.uniqueArray(
      anyQuery.filter((text) => /\p{Letter}/u.test(text)),
      { minLength: 1, maxLength: 20 },
    );
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        anyList,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (list, delimiter, end) => {
          const table =
            ['id', 'query'].join(delimiter) +
            end +
            list.map((text, n) => `${n}${delimiter}${quoted(text)}`).join(end);
          for (const written of [
            table,
            JSON.stringify(list),
            JSON.stringify({ rows: list.map((query) => ({ query })) }, null, 2),
            list.map((query) => JSON.stringify({ query })).join(end),
          ]) {
            expect(texts(read(written))).toEqual(list);
          }
        },
      ),
    );
  });

  test('the place where JSON breaks is found exactly when JSON.parse fails', () => {
    const broken = fc.tuple(fc.json(), fc.nat(), fc.nat(3), anyPiece).map(([json, at, cut, piece]) => {
      const index = at % (json.length + 1);
      return json.slice(0, index) + piece + json.slice(index + cut);
    });
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken, anyText), (text) => {
        expect(jsonFaultAt(text) === null).toBe(isJson(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('what comes before the break could still have become JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, at) => {
        const start = json.slice(0, at % json.length);
        const fault = jsonFaultAt(start);
        if (fault !== null) expect(fault).toBe(start.length);
      }),
    );
  });
});

/** In tables a quote may be doubled; JSON may spell any character as an escape, so there the strings are compared. */
function occurs(text: string, input: string, format: QueryListReading['format']): boolean {
  if (format === 'json') return stringsIn(input).has(text);
  if (format === 'jsonl')
    return withPlainLineEnds(input)
      .split('\n')
      .some((line) => stringsIn(line).has(text));
  const normalised = asQueryText(withPlainLineEnds(input));
  return normalised.includes(text) || normalised.replaceAll('""', '"').includes(text.replaceAll('""', '"'));
}

function stringsIn(json: string): Set<string> {
  const found = new Set<string>();
  if (!isJson(json.replace(/\uFEFF/g, ''))) return found;
  JSON.parse(json.replace(/\uFEFF/g, ''), (_, value: unknown) => {
    if (typeof value === 'string') found.add(asQueryText(value));
    return value;
  });
  return found;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
