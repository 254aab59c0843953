using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>
/// The texts that a told story leaves in the databases and that come from names in the code: what is audited, said, waited for and kept.
/// They are read long after the code was changed, so a class that is renamed goes on being stored under the name it had.
/// <c>StoredTexts.txt</c> is the recording; who adds to it on purpose does so with <c>WRITE_TEXTS=1 ./test OneTrueStoryTests</c>.
/// </summary>
static class StoredTexts
{
    static readonly string[] Services = ["registration", "escort", "feedback", "training", "payroll"];

    // Kept pages and steps, by the table and the column that says of what kind they are.
    static readonly (string Service, string Table, string Column)[] Pages =
    [
        ("escort", "file_page", "kind"),
        ("escort", "assignment_entry", "kind"),
        ("feedback", "complaint_step", "kind"),
        ("feedback", "complaint_notice", "kind"),
        ("feedback", "issue_step", "kind"),
        ("registration", "chart_entry", "kind"),
        ("registration", "appointment_step", "kind"),
    ];

    /// <summary>
    /// The story of these branches left nothing that is not recorded. Deadlines come and go, and of two reactions to one act the first
    /// one heard does the work, so a run need not leave all of it.
    /// </summary>
    public static async Task AreAsRecorded(Stack stack, params Guid[] branches)
    {
        var file = Path.Combine(Stack.Repository, "tests/Platform.Tests/StoredTexts.txt");
        string[] recorded = File.Exists(file) ? await File.ReadAllLinesAsync(file) : [];
        var left = await Left(stack, branches);
        if (Environment.GetEnvironmentVariable("WRITE_TEXTS") is not null)
            await File.WriteAllLinesAsync(file, recorded.Union(left).Order(StringComparer.Ordinal));

        Assert.NotEmpty(left);
        var unknown = left.Except(recorded).ToList();
        Assert.True(unknown is [], string.Join('\n', unknown));
    }

    static async Task<List<string>> Left(Stack stack, Guid[] branches)
    {
        var of = $"branch_id IN ({string.Join(',', branches.Select(branch => $"'{branch}'"))})";
        List<string> left = [];
        foreach (var service in Services)
        {
            var sql = $"""
                SELECT DISTINCT concat_ws(' ', 'audit', kind, record, act, regexp_replace(actor, '[0-9a-f-]+$', '')) FROM audit WHERE {of}
                UNION SELECT DISTINCT concat_ws(' ', 'trail', kind, type) FROM trail WHERE {of}
                UNION SELECT DISTINCT concat_ws(' ', 'due', kind) FROM due WHERE {of}
                """;
            var pages = Pages.Where(page => page.Service == service);
            var kept = pages.Select(page => $" UNION SELECT DISTINCT '{page.Table} ' || {page.Column} FROM {page.Table} WHERE {of}");
            left.AddRange((await stack.Sql<string>(service, sql + string.Concat(kept))).Select(text => $"{service} {text}"));
        }
        return [.. left.Order(StringComparer.Ordinal)];
    }
}
