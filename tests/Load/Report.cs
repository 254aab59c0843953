using System.Text;

namespace Clinic.Load;

/// <summary>The table of one run, for people and for docs/performance.md.</summary>
sealed class Report
{
    const string Begin = "<!-- measured -->",
        End = "<!-- /measured -->";

    readonly List<string> rows = [],
        notes = [];

    /// <summary>A remark above the table.</summary>
    public void Say(string note)
    {
        notes.Add(note);
        Console.WriteLine(note);
    }

    /// <summary>One figure beside its target.</summary>
    public void Line(string what, string measured, string target, bool met)
    {
        rows.Add($"| {what} | {measured} | {target} | {(met ? "met" : "**missed**")} |");
        Console.WriteLine($"{(met ? "met   " : "MISSED")}  {what}: {measured} (target {target})");
    }

    /// <summary>A rate as a share of a raw rate.</summary>
    public void Ratio(string what, Gauge.Reading reading, double raw, double target)
    {
        var share = 100 * reading.PerSecond / raw;
        var refused = reading.Refused > 0 ? $", {reading.Refused} refused" : "";
        Line(
            what,
            $"{reading.PerSecond:0}/s = {share:0.0} % (p50 {reading.P50:0.0} ms, p99 {reading.P99:0.0} ms{refused})",
            $"≥ {target} %",
            share >= target
        );
    }

    /// <summary>Replaces the measured part of the page.</summary>
    public void Write(string? page)
    {
        if (page is null)
            return;
        StringBuilder measured = new($"{Begin}\n");
        measured.AppendJoin("", notes.Select(note => $"- {note}\n"));
        measured.Append("\n| what | measured | target | |\n|---|---|---|---|\n").AppendJoin('\n', rows).Append($"\n{End}");
        var text = File.ReadAllText(page);
        var (from, until) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal) + End.Length);
        File.WriteAllText(page, text[..from] + measured + text[until..]);
    }
}
