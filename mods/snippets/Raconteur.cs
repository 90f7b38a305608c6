// Talks to Raconteur from a game in C#: Unity, Godot, MonoGame or .NET. It needs C# 6 and nothing else, and never blocks.
//
//   var talk = new Raconteur("http://127.0.0.1:8787", "camp-" + DateTime.UtcNow.Ticks);
//   var world = new Dictionary<string, object> { { "season", "winter" } };
//   var told = new Dictionary<string, object> { { "npc", "Wilson" }, { "world", world } };
//   var heard = await talk.Say("Is winter near?", Show, told); // Show is called on the thread that asked: Unity's own
//   if (!heard) Bubble("…", 2);

using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

public sealed class Raconteur : IDisposable
{
    /// <summary>A line to show for so many seconds; or, where it has a name, something to do.</summary>
    public sealed class Item
    {
        public string Npc;
        public string Text;
        public double Seconds;
        public string Name;
        public IDictionary<string, object> Args;
    }

    private const int Tries = 4;
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(35);

    private readonly HttpClient http;
    private readonly string session;
    private double seq;

    /// <param name="key">of the server; the relay needs none</param>
    public Raconteur(string server, string session, string key = null)
    {
        this.session = session;
        http = new HttpClient { BaseAddress = new Uri(server), Timeout = TimeSpan.FromSeconds(10) };
        http.DefaultRequestHeaders.ExpectContinue = false;
        if (key != null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>
    /// Has lines and actions shown as they come. False when nobody can answer: then it is for the game to say a line.
    /// </summary>
    /// <param name="told">npc, player, world, events, save, allowed_actions, language, as dictionaries, lists, texts and
    /// numbers; all may be left out</param>
    public async Task<bool> Say(string text, Action<Item> show, IDictionary<string, object> told = null)
    {
        var question = told == null ? new Dictionary<string, object>() : new Dictionary<string, object>(told);
        var request = Guid.NewGuid().ToString();
        question["player_input"] = text;
        question["session"] = session;
        question["request_id"] = request;
        question["wait_ms"] = 2000;
        for (var tries = 1; tries <= Tries; tries++)
        {
            var answer = await Ask("/interact", question);
            if (answer != null)
            {
                if (Number(answer, "code") != 0) return false; // it said no, and would again
                if (Word(answer, "state") == "pending") return await Later(request, show);
                var npc = Word(answer, "npc");
                foreach (var line in Objects(answer, "lines")) show(Read(line, npc));
                foreach (var action in Objects(answer, "actions")) show(Read(action, npc));
                return true;
            }
            // the same request_id again is the same question: it is neither answered nor paid twice
            await Task.Delay(250 << tries);
        }
        return false;
    }

    private async Task<bool> Later(string request, Action<Item> show)
    {
        var heard = false;
        for (var end = DateTime.UtcNow + Latest; DateTime.UtcNow < end;)
        {
            var after = seq.ToString("F0", CultureInfo.InvariantCulture);
            var news = await Ask("/game/poll?wait_ms=800&session=" + Uri.EscapeDataString(session) + "&after=" + after, null);
            if (news != null && Number(news, "code") == 0)
            {
                seq = Number(news, "seq");
                var last = false;
                foreach (var item in Objects(news, "items"))
                {
                    show(Read(item, Word(item, "npc")));
                    heard = true;
                    last |= Word(item, "request_id") == request && Equals(Value(item, "last"), true);
                }
                if (last) return true;
            }
            await Task.Delay(news == null ? 1000 : 100);
        }
        return heard;
    }

    /// <summary>One whole JSON object, or nothing: half of one, or a page of HTML, is as good as no answer.</summary>
    private async Task<IDictionary<string, object>> Ask(string path, object body)
    {
        try
        {
            var content = body == null ? null : new StringContent(Json.Write(body), Encoding.UTF8, "application/json");
            using (var response = content == null ? await http.GetAsync(path) : await http.PostAsync(path, content))
            {
                var answer = Json.Read(await response.Content.ReadAsStringAsync()) as IDictionary<string, object>;
                return answer != null && answer.ContainsKey("code") ? answer : null;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException || failure is TaskCanceledException
            || failure is WebException || failure is IOException || failure is FormatException)
        {
            return null;
        }
    }

    private static Item Read(IDictionary<string, object> one, string npc)
    {
        return new Item
        {
            Npc = npc,
            Text = Word(one, "text"),
            Seconds = Number(one, "seconds"),
            Name = Word(one, "name"),
            Args = Value(one, "args") as IDictionary<string, object> ?? new Dictionary<string, object>(),
        };
    }

    private static object Value(IDictionary<string, object> one, string name)
    {
        object value;
        return one.TryGetValue(name, out value) ? value : null;
    }

    private static string Word(IDictionary<string, object> one, string name)
    {
        return Value(one, name) as string;
    }

    private static double Number(IDictionary<string, object> one, string name)
    {
        return Value(one, name) as double? ?? 0;
    }

    private static IEnumerable<IDictionary<string, object>> Objects(IDictionary<string, object> one, string name)
    {
        foreach (var element in Value(one, name) as IList<object> ?? new List<object>())
        {
            var found = element as IDictionary<string, object>;
            if (found != null) yield return found;
        }
    }

    public void Dispose()
    {
        http.Dispose();
    }

    /// <summary>JSON as dictionaries, lists, texts, doubles, booleans and null: not every engine brings a reader.</summary>
    public sealed class Json
    {
        private const int Deepest = 32;

        private readonly string text;
        private int at;

        private Json(string text)
        {
            this.text = text;
        }

        /// <exception cref="FormatException">it is not one whole value</exception>
        public static object Read(string text)
        {
            var json = new Json(text);
            var value = json.Value(0);
            json.Space();
            if (json.at != text.Length) throw json.Wrong();
            return value;
        }

        private object Value(int depth)
        {
            if (depth > Deepest) throw Wrong();
            Space();
            switch (Peek())
            {
                case '{': return Members(depth);
                case '[': return Elements(depth);
                case '"': return Text();
                case 't': return Literal("true", true);
                case 'f': return Literal("false", false);
                case 'n': return Literal("null", null);
                default: return Number();
            }
        }

        private object Members(int depth)
        {
            var members = new Dictionary<string, object>();
            at++;
            if (Ends('}')) return members;
            do
            {
                Space();
                var name = Text();
                if (!Ends(':')) throw Wrong();
                members[name] = Value(depth + 1);
            }
            while (Ends(','));
            if (!Ends('}')) throw Wrong();
            return members;
        }

        private object Elements(int depth)
        {
            var elements = new List<object>();
            at++;
            if (Ends(']')) return elements;
            do elements.Add(Value(depth + 1));
            while (Ends(','));
            if (!Ends(']')) throw Wrong();
            return elements;
        }

        private string Text()
        {
            if (Peek() != '"') throw Wrong();
            var read = new StringBuilder();
            for (at++; Peek() != '"'; at++) read.Append(Peek() == '\\' ? Escaped() : Peek());
            at++;
            return read.ToString();
        }

        private char Escaped()
        {
            at++;
            var known = "bfnrt".IndexOf(Peek());
            if (known >= 0) return "\b\f\n\r\t"[known];
            if (Peek() != 'u') return Peek();
            int code;
            if (at + 4 >= text.Length || !int.TryParse(text.Substring(at + 1, 4), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out code)) throw Wrong();
            at += 4;
            return (char)code;
        }

        private object Number()
        {
            var from = at;
            while (at < text.Length && "+-.eE0123456789".IndexOf(text[at]) >= 0) at++;
            double number;
            if (!double.TryParse(text.Substring(from, at - from), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
                throw Wrong();
            return number;
        }

        private object Literal(string word, object value)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) throw Wrong();
            at += word.Length;
            return value;
        }

        private bool Ends(char sign)
        {
            Space();
            if (at >= text.Length || text[at] != sign) return false;
            at++;
            return true;
        }

        private char Peek()
        {
            if (at >= text.Length) throw Wrong();
            return text[at];
        }

        private void Space()
        {
            while (at < text.Length && " \t\r\n".IndexOf(text[at]) >= 0) at++;
        }

        private FormatException Wrong()
        {
            return new FormatException("no JSON at " + at);
        }

        public static string Write(object value)
        {
            var written = new StringBuilder();
            Write(value, written);
            return written.ToString();
        }

        private static void Write(object value, StringBuilder to)
        {
            var members = value as IDictionary;
            if (value == null) to.Append("null");
            else if (value is bool) to.Append((bool)value ? "true" : "false");
            else if (value is string) Quote((string)value, to);
            else if (members != null)
            {
                to.Append('{');
                foreach (DictionaryEntry member in members)
                {
                    if (to[to.Length - 1] != '{') to.Append(',');
                    Quote(member.Key.ToString(), to);
                    to.Append(':');
                    Write(member.Value, to);
                }
                to.Append('}');
            }
            else if (value is IEnumerable)
            {
                to.Append('[');
                foreach (var element in (IEnumerable)value)
                {
                    if (to[to.Length - 1] != '[') to.Append(',');
                    Write(element, to);
                }
                to.Append(']');
            }
            else to.Append(Convert.ToDouble(value).ToString("R", CultureInfo.InvariantCulture));
        }

        private static void Quote(string text, StringBuilder to)
        {
            to.Append('"');
            foreach (var sign in text)
            {
                if (sign == '"' || sign == '\\') to.Append('\\').Append(sign);
                else if (sign < ' ') to.Append("\\u").Append(((int)sign).ToString("x4"));
                else to.Append(sign);
            }
            to.Append('"');
        }
    }
}
