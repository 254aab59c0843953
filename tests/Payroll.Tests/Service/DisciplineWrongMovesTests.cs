namespace Clinic.Payroll.Tests.Service;

[Collection(SharedService.Name)]
public sealed class DisciplineWrongMovesTests(PayrollService payroll)
{
    static readonly Dictionary<string, (string Permission, object Body, bool Edit)> Acts = new()
    {
        ["hearing"] = ("discipline.decide", new { statement = "it was not meant so" }, false),
        ["decision"] = ("discipline.decide", new { kind = "Warning", reason = "the first time" }, true),
        ["drop"] = ("discipline.decide", new { reasonCode = "no-fault", reason = "nothing found" }, true),
        ["execution"] = ("discipline.execute", new { employeeNotified = true }, true),
    };

    static readonly string[] Rights = ["discipline.read", "discipline.propose", "discipline.decide", "discipline.execute"];

    public static TheoryData<string> EveryAct => [.. Acts.Keys];

    public static TheoryData<string, string> BadBodies =>
        new()
        {
            { "hearing", """{}""" },
            { "hearing", """{"statement":"  "}""" },
            { "hearing", "{\"statement\":\"a\\u0000b\"}" },
            { "decision", """{"kind":"Exile","reason":"no"}""" },
            { "decision", """{"kind":"Warning"}""" },
            { "decision", """{"kind":1,"reason":"no"}""" },
            { "decision", """{"kind":"Fine","reason":"no","amount":{"amount":1.005,"currency":"CNY"}}""" },
            { "decision", """{"kind":"Fine","reason":"no","amount":{"amount":-5,"currency":"CNY"}}""" },
            { "decision", """{"kind":"Fine","reason":"no"}""" },
            { "decision", """{"kind":"Warning","reason":"no","amount":{"amount":5,"currency":"CNY"}}""" },
            { "decision", """{"kind":"Warning","reason":"no","more":1}""" },
            { "drop", """{"reasonCode":"no fault!","reason":"no"}""" },
            { "execution", """{}""" },
        };

    [Theory]
    [MemberData(nameof(EveryAct))]
    public async Task Without_the_permission_in_another_branch_or_without_a_case_nothing_happens(string act)
    {
        var (desk, other) = (await Desk.In(payroll), await Desk.In(payroll));
        var (one, etag) = await Heard(desk);
        var before = await payroll.Fingerprint() + await desk.Of.State();

        Assert.True(
            (
                await payroll
                    .At(desk.TestSite.Id, [.. Rights.Where(right => right != Acts[act].Permission)])
                    .Post($"/discipline-cases/{one}/{act}", Acts[act].Body, etag)
            ).Refused("forbidden")
        );
        Assert.True(
            (await payroll.At(other.TestSite.Id, Rights).Post($"/discipline-cases/{one}/{act}", Acts[act].Body, etag)).Refused("not-found")
        );
        Assert.True(
            (
                await payroll.At(desk.TestSite.Id, Rights).Post($"/discipline-cases/{Guid.CreateVersion7()}/{act}", Acts[act].Body, etag)
            ).Refused("not-found")
        );
        Assert.Equal(before, await payroll.Fingerprint() + await desk.Of.State());
    }

    [Theory]
    [InlineData("decision")]
    [InlineData("drop")]
    [InlineData("execution")]
    public async Task An_edit_without_a_version_or_on_an_old_one_is_refused(string act)
    {
        var desk = await Desk.In(payroll);
        await desk.Of.PublishAndWait(desk.Of.FailedTwice());
        var one = await desk.Case();
        var old = (await desk.Manager.Get($"/discipline-cases/{one}")).Ok().ETag;
        await desk.Hear(one);
        var person = payroll.At(desk.TestSite.Id, Rights);
        var before = await desk.Of.State();

        Assert.True((await person.Post($"/discipline-cases/{one}/{act}", Acts[act].Body)).Refused("if-match-required"));
        Assert.True((await person.Post($"/discipline-cases/{one}/{act}", Acts[act].Body, old)).Refused("stale"));
        Assert.Equal(before, await desk.Of.State());
    }

    [Theory]
    [MemberData(nameof(EveryAct))]
    public async Task A_step_that_is_not_due_is_refused(string act)
    {
        var desk = await Desk.In(payroll);
        var (one, etag) = await Heard(desk);
        if (act != "execution")
            etag = (await desk.Manager.Post($"/discipline-cases/{one}/decision", new { kind = "Dismissal", reason = "enough" }, etag))
                .Ok()
                .ETag;
        var before = await desk.Of.State();

        Assert.True(
            (await payroll.At(desk.TestSite.Id, Rights).Post($"/discipline-cases/{one}/{act}", Acts[act].Body, etag)).Refused(
                "case-out-of-order"
            )
        );
        Assert.Equal(before, await desk.Of.State());
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_body_that_cannot_be_is_refused_and_nothing_changes(string act, string body)
    {
        var desk = await Desk.In(payroll);
        await desk.Of.PublishAndWait(desk.Of.Determined(desk.Of.Escort));
        var one = await desk.Case();
        var etag = await desk.Hear(one);
        var before = await desk.Of.State();

        using System.Net.Http.StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        var answer = act is "decision"
            ? await payroll
                .At(desk.TestSite.Id, Rights)
                .Post($"/discipline-cases/{one}/{act}", System.Text.Json.JsonDocument.Parse(body).RootElement, etag)
            : await payroll.At(desk.TestSite.Id, Rights).Raw(System.Net.Http.HttpMethod.Post, $"/discipline-cases/{one}/{act}", content);

        Assert.Equal(400, (int)answer.Status);
        Assert.Equal(before, await desk.Of.State());
    }

    [Fact]
    public async Task Reading_cases_needs_the_right_at_the_branch_and_is_noted()
    {
        var (desk, other) = (await Desk.In(payroll), await Desk.In(payroll));
        var (one, _) = await Heard(desk);

        Assert.True((await desk.Lead.Get($"/discipline-cases/{one}")).Refused("forbidden"));
        Assert.True((await other.Manager.Get($"/discipline-cases/{one}")).Refused("not-found"));
        Assert.Equal(0, (await other.Manager.Get("/discipline-cases")).Ok()["cases"].GetArrayLength());
        (await desk.Hr.Get($"/discipline-cases/{one}")).Ok();
        Assert.Equal(
            1,
            await payroll.Database.Count($"audit WHERE record_id = '{one}' AND kind = 'read' AND actor = 'person:{desk.Hr.Id}'")
        );
    }

    static async Task<(Guid Id, string? ETag)> Heard(Desk desk)
    {
        await desk.Of.PublishAndWait(desk.Of.FailedTwice());
        var one = await desk.Case();
        return (one, await desk.Hear(one));
    }
}
