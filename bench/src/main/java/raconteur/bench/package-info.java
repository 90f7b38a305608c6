/**
 * The fake upstream that speaks a provider's exact protocol with all its faults, the load driver, and the comparisons.
 *
 * <p><b>Knobs.</b> {@link raconteur.bench.Upstream} reads them from the model's name,
 * {@code fake~every:20ms~tokens:50}, and over those from every line of the last user message that begins with
 * {@code ~}. Each is {@code ~name:value}; none of the characters in use means anything in a URL, in
 * {@code provider/model} or in a list with commas.
 *
 * <pre>
 * first:100ms      before the first token                head:with|0ms     when the head goes: with the first token, or earlier
 * every:20ms       between tokens; 0ms: all in one write tokens:50         how many
 * text:zh          zh en md emoji json, see Prose        seed:7            of the text
 * usage:asked      asked (stream_options) extra last every choice none negative huge nan
 * cached:none      none openai deepseek: half of the prompt as a cache hit, in that provider's member
 * finish:stop      any word, null for none               end:own|last      in a chunk of its own or with the last token
 * reasoning:none   content openrouter both think unopened (inline tags)    thoughts:5   how many tokens of it
 * role:yes         yes no bare                           comments:0        a comment before every so many tokens
 * blank:0          empty lines before a JSON body        tag:x             makes two alike requests count apart
 * split:none       none, each (byte its own HTTP chunk), utf8 (inside long characters, 1 ms apart), or the offset of one cut
 * write:together   what is due at once in one write, or each token in one of its own
 * sse:lf           lf crlf cr bom nospace multiline named, joined by +     body:chunked|close
 * fault:none       U01..U22 as below, joined by +
 * </pre>
 *
 * <p><b>Faults</b> are written {@code U05}, {@code U08.date}, {@code U05@20} (after twenty tokens), {@code U05@last}
 * (after all, before the end is told), {@code U10.503*2} (the first two requests alike, then well). Without {@code @}
 * they strike before the first token.
 *
 * <pre>
 * U01 refused            Upstream.refuse() and listen()      U02 TLS junk           https:// on the same port
 * U03 silence            plain; .head after the head; .comments for ever
 * U04 reset at once      U05 reset after @n                  U06 silence after @n; .comments for ever
 * U07 a byte a second    .50 a byte every 50 ms              U08 429; .2 .86400 .date .ms500 .quota .arrears
 * U09 401 .402 .403 .404 (repeats the key)                   U10 500 .502 .503 .504 .529 .html
 * U11 prompt too long    .qianfan .zhipu                     U12 HTML; .json .labelled (JSON called an event stream) .empty
 * U13 bad JSON chunk     .4 for four of them                 U14 as split:each
 * U15 10 MB event        .line a line without end            U16 no [DONE]; .cut nor an end of the HTTP body
 * U17 no finish, no [DONE] after @n; .cut                    U18 error object; .text .error_code .data .msg .base_resp .overloaded
 * U19 bad structure      .invalid .schema .fenced .trailing .single .empty
 * U20 filtered after @n; .empty .refusal .sensitive          U21 all oddities; .empty .tools .stray .duplicate .order
 * U22 data after [DONE]; .http junk after the HTTP body; .hang no end of it
 * </pre>
 */
@NullMarked
package raconteur.bench;

import org.jspecify.annotations.NullMarked;
