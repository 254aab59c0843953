using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>A second person waives what is still open of a claim.</summary>
[Collection(SharedService.Name)]
public sealed class WaiverTests(PayrollService payroll)
{
    static readonly object Hardship = new { reason = "a hardship" };

    // Every claim here is of 5000.00 less 760.00, which are 20 % of 3100.00 and 700.00; a month without it comes to 3474.50.
    const decimal Claimed = 4240m,
        Share = 760m,
        Month = 3474.50m;

    [Fact]
    public async Task What_is_open_of_a_claim_is_waived_once_and_the_list_and_the_next_payslip_say_so()
    {
        var (pay, person, _) = await Owing();
        var april = await pay.Lock("2024-04");
        var before = (await pay.Slip(april, person)).Text;
        var (second, claim) = (Second(), await Claim(pay, person));

        var waived = (await second.Post($"/pay-claims/{claim.Id}/waiver", Hardship)).Ok();
        Assert.Equal(waived.Text, (await second.Post($"/pay-claims/{claim.Id}/waiver", Hardship)).Ok().Text);

        var after = await Claim(pay, person);
        Assert.Equal((Claimed, 0m, Claimed - Share), (after.Amount, after.Open, after.Waived));
        Assert.Equal([Share], after.Settled);
        var waiver = after.Line.GetProperty("waived");
        Assert.Equal(
            (second.Id, "a hardship", waived["waived"].GetProperty("at").GetDateTimeOffset()),
            (waiver.GetProperty("by").GetGuid(), waiver.GetProperty("reason").GetString(), waiver.GetProperty("at").GetDateTimeOffset())
        );
        var own = payroll.As(person, (pay.TestSite.Id, ["payslips.read-own"]));
        Assert.Equal(
            Claimed - Share,
            (await own.Get("/pay-claims/mine"))
                .Ok()["claims"][0]
                .GetProperty("waived")
                .GetProperty("amount")
                .GetProperty("amount")
                .GetDecimal()
        );
        Assert.Equal(0, (await pay.Officer.Get($"/pay-claims?employeeId={person}&open=true")).Ok()["claims"].GetArrayLength());

        var (may, june) = (await pay.Lock("2024-05"), await pay.Lock("2024-06"));
        Assert.Contains("Waived Waived 2024-05 0.00", await pay.Lines(may, person));
        var shown = (await pay.Slip(may, person))["lines"]
            .EnumerateArray()
            .Single(line => line.GetProperty("kind").GetString() == "Waived")
            .GetProperty("figures")
            .GetProperty("claims")[0];
        Assert.Equal(
            (claim.Id, Claimed - Share, 0m),
            (shown.GetProperty("claimId").GetGuid(), shown.GetProperty("settled").GetDecimal(), shown.GetProperty("open").GetDecimal())
        );
        Assert.DoesNotContain(await pay.Lines(june, person), IsOfClaims);
        Assert.Equal((Month, Month), (await Net(pay, may, person), await Net(pay, june, person)));
        Assert.Equal(before, (await pay.Slip(april, person)).Text);
    }

    [Fact]
    public async Task A_claim_is_waived_neither_by_who_raised_it_nor_by_the_person_nor_without_the_right_nor_twice()
    {
        var both = payroll.InGroup("payruns.calculate", "payruns.lock");
        var (pay, person, _) = await Owing(by: both);
        var claim = (await Claim(pay, person)).Id;
        var path = $"/pay-claims/{claim}/waiver";

        await Refused(pay, "needs-second-person", () => pay.Approver.Post(path, Hardship));
        await Refused(pay, "needs-second-person", () => both.Post(path, Hardship));
        await Refused(pay, "own-employment", () => payroll.As(person, (pay.TestSite.Id, ["payruns.lock"])).Post(path, Hardship));
        await Refused(pay, "forbidden", () => payroll.At(pay.TestSite.Id, "payslips.read").Post(path, Hardship));
        await Refused(pay, "not-found", () => payroll.At(Guid.CreateVersion7(), "payruns.lock").Post(path, Hardship));
        // The own claim is in sight everywhere.
        await Refused(pay, "not-found", () => payroll.As(person, (Guid.CreateVersion7(), ["payruns.lock"])).Post(path, Hardship));
        await Refused(pay, "not-found", () => Second().Post($"/pay-claims/{Guid.CreateVersion7()}/waiver", Hardship));
        await Refused(pay, "bad-request", () => Second().Post(path, new { reason = " " }));

        var second = payroll.At(pay.TestSite.Id, "payruns.lock");
        (await second.Post(path, Hardship)).Ok();

        await Refused(pay, "claim-not-open", () => Second().Post(path, Hardship));
        await Refused(pay, "claim-not-open", () => second.Post(path, new { reason = "another" }));
    }

    [Fact]
    public async Task A_settled_claim_is_not_waived()
    {
        var (pay, person, fine) = await Owing();
        var claim = (await Claim(pay, person)).Id;
        await pay.TakeBack(fine);
        await pay.Lock("2024-04");

        await Refused(pay, "claim-not-open", () => Second().Post($"/pay-claims/{claim}/waiver", Hardship));
    }

    [Fact]
    public async Task Of_many_waivers_at_once_one_is_taken_and_repeats_of_it_answer_the_same()
    {
        var (pay, person, _) = await Owing();
        var path = $"/pay-claims/{(await Claim(pay, person)).Id}/waiver";
        var people = Enumerable.Range(0, 5).Select(_ => Second()).ToList();

        var answers = await Task.WhenAll(people.Concat(people).Select(second => second.Post(path, Hardship)));

        Assert.All(answers.Where(answer => !answer.Accepted), answer => Assert.True(answer.Refused("claim-not-open"), answer.Text));
        Assert.Equal(2, answers.Count(answer => answer.Accepted));
        Assert.Single(answers.Where(answer => answer.Accepted).Select(answer => answer.Text).Distinct());
        Assert.Equal(1, await payroll.Database.Count($"pay_claim_entry WHERE person_id = '{person}'"));
    }

    [Fact]
    public async Task A_draft_that_collects_what_was_waived_is_worked_out_again_before_it_is_locked()
    {
        var (pay, person, _) = await Owing();
        var draft = (await pay.Calculate("2024-04")).Ok();
        Assert.Contains("Collected Collected 2024-04 -760.00", await pay.Lines(draft["id"].GetGuid(), person));
        (await Second().Post($"/pay-claims/{(await Claim(pay, person)).Id}/waiver", Hardship)).Ok();

        await Refused(pay, "draft-outdated", () => Lock(pay, draft));

        var april = await pay.Lock("2024-04");
        Assert.Equal(["Waived Waived 2024-04 0.00"], (await pay.Lines(april, person)).Where(IsOfClaims));
        Assert.Equal((0m, Claimed), ((await Claim(pay, person)).Open, (await Claim(pay, person)).Waived));
    }

    [Fact]
    public async Task Of_a_waiver_and_a_lock_at_once_nothing_is_both_collected_and_waived()
    {
        for (var wave = 0; wave < 6; wave++)
        {
            var (pay, person, _) = await Owing();
            var draft = (await pay.Calculate("2024-04")).Ok();
            var (second, path) = (Second(), $"/pay-claims/{(await Claim(pay, person)).Id}/waiver");

            var locking = Lock(pay, draft);
            (await second.Post(path, Hardship)).Ok();
            var locked = await locking;

            Assert.True(locked.Accepted || locked.Refused("draft-outdated"), locked.Text);
            var claim = await Claim(pay, person);
            Assert.Equal(
                (0m, locked.Accepted ? Share : 0m, locked.Accepted ? Claimed - Share : Claimed),
                (claim.Open, claim.Settled.Sum(), claim.Waived)
            );
        }
    }

    [Fact]
    public async Task A_deduction_that_is_taken_back_after_its_claim_was_waived_gives_back_what_was_kept()
    {
        var (pay, person, fine) = await Owing();
        (await Second().Post($"/pay-claims/{(await Claim(pay, person)).Id}/waiver", Hardship)).Ok();

        await pay.TakeBack(fine);
        var (april, may) = (await pay.Lock("2024-04"), await pay.Lock("2024-05"));

        Assert.Equal(
            ["Delta Deduction 2024-03 5000.00", "Waived Waived 2024-04 -4240.00"],
            (await pay.Lines(april, person)).Where(line => line.StartsWith("Delta", StringComparison.Ordinal) || IsOfClaims(line))
        );
        Assert.Equal((Month + Share, Month), (await Net(pay, april, person), await Net(pay, may, person)));
        Assert.DoesNotContain(await pay.Lines(may, person), IsOfClaims);
    }

    [Fact]
    public async Task An_entry_of_a_claim_is_of_a_run_or_a_waiver_of_all_that_is_left()
    {
        var (pay, person, _) = await Owing();
        await pay.Lock("2024-04");

        foreach (var (run, by, open) in new[] { ("NULL", "NULL", "0"), ("pay_run_id", "person_id", "0"), ("NULL", "person_id", "0.01") })
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
                payroll.Database.Sql<int>(
                    $"""
                    INSERT INTO pay_claim_entry (claim_id, number, branch_id, person_id, pay_run_id, waived_by, waiver_reason,
                        settled_amount, settled_currency, open, at)
                      SELECT claim_id, number + 1, branch_id, person_id, {run}, {by},
                        CASE WHEN {by} IS NULL THEN NULL ELSE decode('01', 'hex') END, settled_amount, settled_currency, {open}, at
                      FROM pay_claim_entry WHERE person_id = '{person}' RETURNING 1
                    """
                )
            );
            Assert.Equal("ck_pay_claim_entry_of_run_or_waiver", refused.ConstraintName);
        }
    }

    Task<(SitePay Pay, Guid Person, Guid Fine)> Owing(Person? by = null) => Owed.More(payroll, by);

    Person Second() => payroll.InGroup("payruns.lock");

    static async Task Refused(SitePay pay, string code, Func<Task<Answer>> move)
    {
        var before = await pay.Fingerprint();
        var answer = await move();
        Assert.True(answer.Refused(code), $"Expected {code}, got {(int)answer.Status} {answer.Text}");
        Assert.Equal(before, await pay.Fingerprint());
    }

    static Task<Owed> Claim(SitePay pay, Guid person) => Owed.By(pay, person);

    static async Task<decimal> Net(SitePay pay, Guid run, Guid person) =>
        (await pay.Slip(run, person))["net"].GetProperty("amount").GetDecimal();

    static Task<Answer> Lock(SitePay pay, Answer draft) => Owed.Lock(pay, draft);

    static bool IsOfClaims(string line) => line.Split(' ')[0] is "Collected" or "CarriedForward" or "Waived";
}
