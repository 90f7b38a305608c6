// Says something once, as a game would: mono Try.exe URL TEXT [KEY]
using System;
using System.Collections.Generic;
using System.Text;

public static class Try
{
    public static int Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        using (var talk = new Raconteur(args[0], "try-" + Guid.NewGuid(), args.Length > 2 ? args[2] : null))
        {
            var nod = new Dictionary<string, object> { { "name", "nod" } };
            var world = new Dictionary<string, object> { { "season", "winter" }, { "nearby", new object[0] }, { "cold", 0.5 } };
            var told = new Dictionary<string, object> { { "world", world }, { "allowed_actions", new object[] { nod } } };
            if (!talk.Say(args[1], Show, told).Result) Console.WriteLine("(nobody answers)");
            return 0;
        }
    }

    private static void Show(Raconteur.Item item)
    {
        Console.WriteLine(item.Name == null ? item.Text : "* " + item.Name + " " + Raconteur.Json.Write(item.Args));
    }
}
