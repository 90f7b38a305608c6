// Talks to Raconteur from a game in C# (.NET 6 or newer; Unity with System.Text.Json). Nothing blocks.
//
//   var talk = new Raconteur(new Uri("http://127.0.0.1:8787"), "camp-" + DateTime.UtcNow.Ticks);
//   await foreach (var item in talk.Say("Is winter near?", new() { ["npc"] = "Wilson", ["world"] = new { season = "winter" } }))
//       if (item.Type == "action") Perform(item.Name!, item.Args); else Bubble(item.Text!, item.Seconds);

using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

public sealed class Raconteur : IDisposable
{
    /// <summary>A line to show for so many seconds, or with the type "action" something to do.</summary>
    public sealed record Item(string Type, string? Npc, string? Text, double Seconds, string? Name, JsonElement Args);

    private const int Tries = 4;
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(35);

    private readonly HttpClient http;
    private readonly string session;
    private long seq;

    /// <param name="key">of the server; the relay needs none</param>
    public Raconteur(Uri server, string session, string? key = null)
    {
        this.session = session;
        http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(10) };
        if (key != null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>
    /// Lines and actions as they come. Ends without any when nobody can answer: then it is for the game to say a line.
    /// </summary>
    /// <param name="told">npc, player, world, events, save, allowed_actions, language; all may be left out</param>
    public async IAsyncEnumerable<Item> Say(
        string text, Dictionary<string, object>? told = null, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var request = Guid.NewGuid().ToString();
        var question = new Dictionary<string, object>(told ?? new())
        {
            ["player_input"] = text, ["session"] = session, ["request_id"] = request, ["wait_ms"] = 2000,
        };
        for (var tries = 1; tries <= Tries; tries++)
        {
            if (await Ask("/interact", question, stop) is { } answer)
            {
                if (answer.GetProperty("code").GetInt32() != 0) yield break; // it said no, and would again
                if (answer.GetProperty("state").GetString() == "pending")
                {
                    await foreach (var item in Later(request, stop)) yield return item;
                    yield break;
                }
                var npc = Text(answer, "npc");
                foreach (var line in answer.GetProperty("lines").EnumerateArray()) yield return Read(line, "say", npc);
                foreach (var one in answer.GetProperty("actions").EnumerateArray()) yield return Read(one, "action", npc);
                yield break;
            }
            // the same request_id again is the same question: it is neither answered nor paid twice
            await Task.Delay(TimeSpan.FromSeconds(0.25 * Math.Pow(2, tries)), stop);
        }
    }

    private async IAsyncEnumerable<Item> Later(string request, [EnumeratorCancellation] CancellationToken stop)
    {
        var end = DateTime.UtcNow + Latest;
        while (DateTime.UtcNow < end)
        {
            var path = $"/game/poll?wait_ms=800&session={Uri.EscapeDataString(session)}&after={seq}";
            var news = await Ask(path, null, stop);
            if (news is { } told && told.GetProperty("code").GetInt32() == 0)
            {
                seq = told.GetProperty("seq").GetInt64();
                var last = false;
                foreach (var item in told.GetProperty("items").EnumerateArray())
                {
                    yield return Read(item, Text(item, "type") ?? "say", Text(item, "npc"));
                    last |= Text(item, "request_id") == request && item.GetProperty("last").GetBoolean();
                }
                if (last) yield break;
            }
            await Task.Delay(news is null ? 1000 : 100, stop);
        }
    }

    /// <summary>One whole JSON object, or nothing: half of one, or a page of HTML, is as good as no answer.</summary>
    private async Task<JsonElement?> Ask(string path, Dictionary<string, object>? body, CancellationToken stop)
    {
        try
        {
            using var content = body == null
                ? null
                : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
            using var response = content == null ? await http.GetAsync(path, stop) : await http.PostAsync(path, content, stop);
            var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("code", out _) ? json : null;
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or TaskCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static Item Read(JsonElement one, string type, string? npc) =>
        new(type, npc, Text(one, "text"), one.TryGetProperty("seconds", out var seconds) ? seconds.GetDouble() : 0,
            Text(one, "name"), one.TryGetProperty("args", out var args) ? args : default);

    private static string? Text(JsonElement one, string name) =>
        one.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    public void Dispose() => http.Dispose();
}
