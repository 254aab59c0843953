using System.Text;
using System.Text.Json;
using Clinic.ServiceDefaults;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

public sealed class PoisonTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    const string Completed = "urn:message:Clinic.Registration.Contracts:VisitCompleted";
    static readonly TimeSpan WithinAMinute = TimeSpan.FromSeconds(60);

    Person Operator => payroll.InGroup("ops.parked");

    [Fact]
    public async Task A_fact_that_cannot_be_handled_is_parked_with_its_cause_while_the_others_flow()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        await payroll.Applied(await payroll.Tap.Say(visit, visit.VisitId), PayrollService.AccrueQueue);

        var poison = await payroll.Tap.Say(visit with { Version = 7 }, visit.VisitId);
        var others = await OthersFlow(site);

        Assert.Equal("fault InvalidOperationException", await Cause(poison.ToString()));
        Assert.Equal(others, await payroll.Database.Count($"accrual WHERE branch_id = '{site.Id}'") - 1);
        Assert.Equal(0, await payroll.Database.Count($"inbox WHERE message_id = '{poison}'"));
    }

    [Fact]
    public async Task Broken_text_is_parked_and_the_others_flow()
    {
        var site = await payroll.OpenBranch();
        var id = Guid.CreateVersion7().ToString();

        await payroll.Tap.SayRaw("", PayrollService.AccrueQueue, Encoding.UTF8.GetBytes("{\"messageType\":[\"" + Completed), id);
        await OthersFlow(site);

        Assert.Equal("unreadable", await Cause(id));
    }

    [Fact]
    public async Task An_empty_message_without_an_id_is_parked_too()
    {
        var site = await payroll.OpenBranch();
        var before = await payroll.Database.Count("parked");

        await payroll.Tap.SayRaw("", PayrollService.AccrueQueue, Array.Empty<byte>(), messageId: null);
        await OthersFlow(site);

        await Eventually.Sees(() => payroll.Database.Count("parked"), count => count == before + 1, WithinAMinute);
    }

    [Fact]
    public async Task A_type_nobody_knows_is_parked_and_the_others_flow()
    {
        var site = await payroll.OpenBranch();
        var id = Guid.CreateVersion7();

        await payroll.Tap.SayRaw(
            "",
            PayrollService.AccrueQueue,
            Enveloped(id, "urn:message:Clinic.Registration.Contracts:VisitDreamt", "{}"),
            id.ToString()
        );
        await OthersFlow(site);

        Assert.Equal("unknown-type", await Cause(id.ToString()));
    }

    [Fact]
    public async Task A_newer_version_is_parked_and_the_others_flow()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();

        var id = await payroll.Tap.Say(visit, visit.VisitId, major: 2);
        await OthersFlow(site);

        Assert.Equal("newer-version", await Cause(id.ToString()));
        Assert.Empty(await site.Ledger(visit.VisitId));
    }

    [Fact]
    public async Task A_part_of_a_visit_that_nobody_knows_yet_is_parked()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        var (id, body) = (
            Guid.CreateVersion7(),
            JsonSerializer.Serialize(visit, Json.Wire).Replace("Treatment", "Teleportation", StringComparison.Ordinal)
        );

        await payroll.Tap.SayRaw("", PayrollService.AccrueQueue, Enveloped(id, Completed, body), id.ToString());
        await OthersFlow(site);

        Assert.NotEmpty(await Cause(id.ToString()));
        Assert.Empty(await site.Ledger(visit.VisitId));
    }

    [Fact]
    public async Task A_field_nobody_knows_yet_does_no_harm()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        var (id, body) = (Guid.CreateVersion7(), "{\"mood\":\"calm\"," + JsonSerializer.Serialize(visit, Json.Wire)[1..]);

        await payroll.Tap.SayRaw("", PayrollService.AccrueQueue, Enveloped(id, Completed, body), id.ToString());

        await payroll.Applied(id, PayrollService.AccrueQueue);
        Assert.Single(await site.Ledger(visit.VisitId));
    }

    [Fact]
    public async Task A_visit_told_for_another_branch_than_before_is_parked_and_changes_nothing()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var visit = site.TreatedVisit();
        await payroll.Applied(await payroll.Tap.Say(visit, visit.VisitId), PayrollService.AccrueQueue);

        var forged = await payroll.Tap.Say(TestSite.Voided(visit) with { BranchId = other.Id }, visit.VisitId);

        Assert.StartsWith("fault ", await Cause(forged.ToString()), StringComparison.Ordinal);
        Assert.Single(await site.Ledger(visit.VisitId));
    }

    [Fact]
    public async Task A_branch_in_a_time_zone_that_does_not_exist_is_parked()
    {
        var site = payroll.BranchNotHeardOf();

        var id = await site.SayOpened("Asia/Atlantis");

        Assert.StartsWith("fault ", await Cause(id.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parked_message_replayed_after_its_cause_is_gone_has_its_effect_under_its_own_id()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        // A line that is in the way stands for any fault that an engineer can clear.
        await payroll.Database.Sql<Guid>(
            $"""
            INSERT INTO accrual (id, branch_id, person_id, visit_id, part, kind, units, day, case_id, cause_message_id, at)
            VALUES (gen_random_uuid(), '{site.Id}', '{visit.ServedBy[
                0
            ].EmployeeId}', '{visit.VisitId}', 'Treatment', 'Worked', 1, '2024-03-02', gen_random_uuid(), gen_random_uuid(), now())
              RETURNING id
            """
        );
        var id = await payroll.Tap.Say(visit, visit.VisitId);
        Assert.Equal("fault PostgresException", await Cause(id.ToString()));
        var parked = await Parked(id);

        Assert.True((await Operator.Post($"/ops/parked/{parked}/replay", new { })).Refused("bad-request"));
        await payroll.Database.Sql<Guid>($"DELETE FROM accrual WHERE visit_id = '{visit.VisitId}' RETURNING id");
        (await Operator.Post($"/ops/parked/{parked}/replay", new { reason = "the line in the way is gone" })).Ok();

        await payroll.Applied(id, PayrollService.AccrueQueue);
        Assert.Single(await site.Ledger(visit.VisitId));
        Assert.True((await Operator.Post($"/ops/parked/{parked}/replay", new { reason = "again" })).Refused("parked-already-settled"));
    }

    [Fact]
    public async Task A_parked_message_replayed_with_its_cause_still_there_is_parked_again()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        await payroll.Applied(await payroll.Tap.Say(visit, visit.VisitId), PayrollService.AccrueQueue);
        var id = await payroll.Tap.Say(visit with { Version = 9 }, visit.VisitId);
        await Cause(id.ToString());

        (await Operator.Post($"/ops/parked/{await Parked(id)}/replay", new { reason = "perhaps it works now" })).Ok();

        await Eventually.Is(
            async () => await payroll.Database.Count($"parked WHERE message_id = '{id}' AND times = 2 AND state = 'Parked'") == 1,
            WithinAMinute
        );
    }

    [Fact]
    public async Task A_parked_message_is_discarded_only_with_a_reason_and_only_by_an_operator()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        var id = await payroll.Tap.Say(visit, visit.VisitId, major: 3);
        await Cause(id.ToString());
        var parked = await Parked(id);

        Assert.True((await site.Hr.Post($"/ops/parked/{parked}/discard", new { reason = "none of mine" })).Refused("forbidden"));
        Assert.True((await Operator.Post($"/ops/parked/{parked}/discard", new { reason = "" })).Refused("bad-request"));
        var unproven = payroll.ProvenBefore(TimeSpan.FromMinutes(6), Operator.Id, (null, ["ops.parked"]));
        Assert.True((await unproven.Post($"/ops/parked/{parked}/discard", new { reason = "in a hurry" })).Refused("proof-needed"));
        (await Operator.Post($"/ops/parked/{parked}/discard", new { reason = "told twice by mistake" })).Ok();

        Assert.Equal(
            "told twice by mistake",
            (await payroll.Database.Sql<string>($"SELECT reason FROM parked WHERE id = '{parked}' AND state = 'Discarded'")).Single()
        );
    }

    async Task<int> OthersFlow(TestSite site)
    {
        var visits = Enumerable.Range(0, 20).Select(_ => site.TreatedVisit()).ToList();
        foreach (var visit in visits)
            await payroll.Applied(await payroll.Tap.Say(visit, visit.VisitId), PayrollService.AccrueQueue);
        return visits.Count;
    }

    async Task<string> Cause(string message) =>
        (
            await Eventually.Sees(
                () => payroll.Database.Sql<string>($"SELECT cause FROM parked WHERE message_id = '{message}'"),
                causes => causes.Count == 1,
                WithinAMinute
            )
        ).Single();

    async Task<Guid> Parked(Guid message) =>
        (await Operator.Get("/ops/parked"))
            .Ok()
            .Body.EnumerateArray()
            .Single(row => row.GetProperty("messageId").GetString() == message.ToString())
            .GetProperty("id")
            .GetGuid();

    static byte[] Enveloped(Guid id, string type, string body) =>
        Encoding.UTF8.GetBytes(
            $$"""{"messageId":"{{id}}","correlationId":"{{id}}","messageType":["{{type}}"]"""
                + $$""","headers":{"actor":"system:test","v":1},"message":{{body}}}"""
        );
}
