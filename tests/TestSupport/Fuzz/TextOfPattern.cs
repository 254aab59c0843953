using System.Text;

namespace Clinic.TestSupport;

/// <summary>
/// Makes a text that a pattern takes: choices, groups, classes, literals and how often. Patterns of the documents need no more.
/// </summary>
ref struct TextOfPattern(string pattern, Random random)
{
    const int MostRepeats = 3;

    int at;

    public static string Make(string pattern, Random random) => new TextOfPattern(pattern, random).Choice();

    string Choice()
    {
        List<string> choices = [Sequence()];
        while (at < pattern.Length && pattern[at] == '|')
        {
            at++;
            choices.Add(Sequence());
        }
        return choices[random.Next(choices.Count)];
    }

    string Sequence()
    {
        StringBuilder text = new();
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            if (pattern[at] is '^' or '$')
            {
                at++;
                continue;
            }
            var from = at;
            var first = Atom();
            var (least, most, after) = Repeats();
            for (var times = random.Next(least, most + 1); times > 0; times--)
            {
                at = from;
                text.Append(times == 1 ? first : Atom());
            }
            at = after;
        }
        return text.ToString();
    }

    string Atom()
    {
        var sign = pattern[at++];
        switch (sign)
        {
            case '(':
                // What must not follow is left to chance.
                if (pattern[at..].StartsWith("?!", StringComparison.Ordinal))
                {
                    at = pattern.IndexOf(')', at) + 1;
                    return "";
                }
                if (pattern[at] == '?')
                    at = pattern.IndexOf(':', at) + 1;
                var group = Choice();
                at++;
                return group;
            case '[':
                return Class().ToString();
            case '\\':
                return pattern[at++] switch
                {
                    'd' => ((char)('0' + random.Next(10))).ToString(),
                    'w' => ((char)('a' + random.Next(26))).ToString(),
                    's' => " ",
                    var literal => literal.ToString(),
                };
            case '.':
                return "x";
            default:
                return sign.ToString();
        }
    }

    char Class()
    {
        List<(char From, char To)> ranges = [];
        while (pattern[at] != ']')
        {
            if (pattern[at] == '\\')
                at++;
            var from = pattern[at++];
            var isRange = pattern[at] == '-' && pattern[at + 1] != ']';
            ranges.Add((from, isRange ? pattern[at + 1] : from));
            at += isRange ? 2 : 0;
        }
        at++;
        var (first, last) = ranges[random.Next(ranges.Count)];
        return (char)random.Next(first, last + 1);
    }

    (int Least, int Most, int After) Repeats()
    {
        if (at >= pattern.Length)
            return (1, 1, at);
        switch (pattern[at])
        {
            case '?':
                return (0, 1, at + 1);
            case '*':
                return (0, MostRepeats, at + 1);
            case '+':
                return (1, MostRepeats, at + 1);
            case '{':
                var end = pattern.IndexOf('}', at);
                var numbers = pattern[(at + 1)..end].Split(',');
                var least = int.Parse(numbers[0], null);
                var most =
                    numbers.Length == 1 ? least
                    : numbers[1].Length == 0 ? least + MostRepeats
                    : int.Parse(numbers[1], null);
                return (least, most, end + 1);
            default:
                return (1, 1, at);
        }
    }
}
