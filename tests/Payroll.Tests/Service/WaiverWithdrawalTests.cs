using Clinic.ServiceDefaults;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>Another person takes the waiver of a claim back, and what breaks between a decision on a claim and its answer.</summary>
[Collection(SharedService.Name)]
public sealed class WaiverWithdrawalTests(PayrollService payroll)
{
    static readonly object Hardship = new { reason = "a hardship" },
        Mistake = new { reason = "meant for another person" };

    const decimal Claimed = 4240m,
        Share = 760m;

    [Fact]
    public async Task What_was_waived_is_open_again_and_collected_from_months_that_are_not_locked_yet()
    {
        var (pay, person, _) = await Owed.More(payroll);
        var claim = await Waived(pay, person);
        var april = await pay.Lock("2024-04");
        var before = (await pay.Slip(april, person)).Text;
        var third = Another();

        var answer = (await third.Post($"{claim}/withdrawal", Mistake)).Ok();
        Assert.Equal(answer.Text, (await third.Post($"{claim}/withdrawal", Mistake)).Ok().Text);

        var after = await Owed.By(pay, person);
        Assert.Equal((Claimed, Claimed, false), (after.Amount, after.Open, after.IsWaived));
        var withdrawn = after.Line.GetProperty("withdrawn")[0];
        Assert.Equal(
            (third.Id, "meant for another person", Claimed),
            (withdrawn.GetProperty("by").GetGuid(), withdrawn.GetProperty("reason").GetString(), after.Withdrawn.Single())
        );
        Assert.Equal(1, (await pay.Officer.Get($"/pay-claims?employeeId={person}&open=true")).Ok()["claims"].GetArrayLength());
        Assert.Equal(0, (await pay.Officer.Get($"/pay-claims?employeeId={person}&open=false")).Ok()["claims"].GetArrayLength());

        var may = await pay.Lock("2024-05");
        Assert.Equal(["Waived Waived 2024-04 0.00"], await Owed.Lines(pay, april, person));
        Assert.Equal([$"Collected Collected 2024-05 -{Share}.00"], await Owed.Lines(pay, may, person));
        Assert.Equal(before, (await pay.Slip(april, person)).Text);
        Assert.Equal(Claimed - Share, (await Owed.By(pay, person)).Open);
    }

    [Fact]
    public async Task A_waiver_is_taken_back_neither_by_who_waived_nor_by_the_person_nor_without_the_right_nor_when_there_is_none()
    {
        var (pay, person, _) = await Owed.More(payroll);
        var second = payroll.At(pay.TestSite.Id, "payruns.lock");
        var path = $"/pay-claims/{(await Owed.By(pay, person)).Id}/waiver";
        await Refused(pay, "claim-not-waived", () => Another().Post($"{path}/withdrawal", Mistake));
        (await second.Post(path, Hardship)).Ok();
        path += "/withdrawal";

        await Refused(pay, "needs-second-person", () => second.Post(path, Mistake));
        await Refused(pay, "own-employment", () => payroll.As(person, (pay.TestSite.Id, ["payruns.lock"])).Post(path, Mistake));
        await Refused(pay, "forbidden", () => payroll.At(pay.TestSite.Id, "payslips.read").Post(path, Mistake));
        await Refused(pay, "not-found", () => payroll.At(Guid.CreateVersion7(), "payruns.lock").Post(path, Mistake));
        await Refused(pay, "not-found", () => payroll.As(person, (Guid.CreateVersion7(), ["payruns.lock"])).Post(path, Mistake));
        await Refused(pay, "not-found", () => Another().Post($"/pay-claims/{Guid.CreateVersion7()}/waiver/withdrawal", Mistake));
        await Refused(pay, "bad-request", () => Another().Post(path, new { reason = " " }));

        (await Another().Post(path, Mistake)).Ok();
        await Refused(pay, "claim-not-waived", () => Another().Post(path, Mistake));
    }

    [Fact]
    public async Task Of_many_who_take_a_waiver_back_at_once_one_does()
    {
        var (pay, person, _) = await Owed.More(payroll);
        var claim = await Waived(pay, person);
        var people = Enumerable.Range(0, 5).Select(_ => Another()).ToList();

        var answers = await Task.WhenAll(people.Concat(people).Select(third => third.Post($"{claim}/withdrawal", Mistake)));

        Assert.All(answers.Where(answer => !answer.Accepted), answer => Assert.True(answer.Refused("claim-not-waived"), answer.Text));
        Assert.Single(answers.Where(answer => answer.Accepted).Select(answer => answer.Text).Distinct());
        Assert.Equal(2, await payroll.Database.Count($"pay_claim_entry WHERE person_id = '{person}'"));
    }

    [Fact]
    public async Task A_draft_that_counts_a_claim_as_waived_is_worked_out_again_before_it_is_locked()
    {
        var (pay, person, _) = await Owed.More(payroll);
        var claim = await Waived(pay, person);
        var draft = (await pay.Calculate("2024-04")).Ok();
        (await Another().Post($"{claim}/withdrawal", Mistake)).Ok();

        await Refused(pay, "draft-outdated", () => Owed.Lock(pay, draft));

        var april = await pay.Lock("2024-04");
        Assert.Equal([$"Collected Collected 2024-04 -{Share}.00"], await Owed.Lines(pay, april, person));
    }

    [Fact]
    public async Task What_was_waived_again_after_a_waiver_was_taken_back_is_told_of_again()
    {
        var (pay, person, _) = await Owed.More(payroll);
        var claim = await Waived(pay, person);
        var april = await pay.Lock("2024-04");
        (await Another().Post($"{claim}/withdrawal", Mistake)).Ok();
        var draft = (await pay.Calculate("2024-05")).Ok();
        (await Another().Post(claim, Hardship)).Ok();

        await Refused(pay, "draft-outdated", () => Owed.Lock(pay, draft));
        var (may, june) = (await pay.Lock("2024-05"), await pay.Lock("2024-06"));

        Assert.Equal(["Waived Waived 2024-04 0.00"], await Owed.Lines(pay, april, person));
        Assert.Equal(["Waived Waived 2024-05 0.00"], await Owed.Lines(pay, may, person));
        Assert.Empty(await Owed.Lines(pay, june, person));
        var after = await Owed.By(pay, person);
        Assert.Equal((0m, Claimed, 1), (after.Open, after.Waived, after.Withdrawn.Count()));
    }

    [Fact]
    public async Task A_waiver_stays_once_a_deduction_was_given_back_without_what_was_waived_of_it()
    {
        var (pay, person, fine) = await Owed.More(payroll);
        var claim = await Waived(pay, person);
        await pay.TakeBack(fine);
        await pay.Lock("2024-04");

        await Refused(pay, "waiver-set-off", () => Another().Post($"{claim}/withdrawal", Mistake));
    }

    [Fact]
    public async Task A_deduction_that_is_taken_back_after_the_waiver_was_settles_the_claim()
    {
        var (pay, person, fine) = await Owed.More(payroll);
        var claim = await Waived(pay, person);
        (await Another().Post($"{claim}/withdrawal", Mistake)).Ok();

        await pay.TakeBack(fine);
        var april = await pay.Lock("2024-04");

        Assert.Equal([$"Collected Collected 2024-04 -{Claimed}.00"], await Owed.Lines(pay, april, person));
        Assert.Equal(0m, (await Owed.By(pay, person)).Open);
    }

    [Fact]
    public async Task An_entry_that_takes_a_waiver_back_opens_all_that_was_waived()
    {
        var (pay, person, _) = await Owed.More(payroll);
        await Waived(pay, person);

        foreach (
            var (settled, open, by, constraint) in new[]
            {
                ("-settled_amount", "0", "waived_by", "ck_pay_claim_entry_settles"),
                ("settled_amount", "settled_amount", "waived_by", "ck_pay_claim_entry_settles"),
                ("-settled_amount", "settled_amount", "NULL", "ck_pay_claim_entry_of_run_or_waiver"),
            }
        )
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
                payroll.Database.Sql<int>(
                    $"""
                    INSERT INTO pay_claim_entry (claim_id, number, branch_id, person_id, withdrawn_by, withdrawal_reason,
                        settled_amount, settled_currency, open, at)
                      SELECT claim_id, number + 1, branch_id, person_id, {by}, waiver_reason, {settled}, settled_currency, {open}, at
                      FROM pay_claim_entry WHERE person_id = '{person}' RETURNING 1
                    """
                )
            );
            Assert.Equal(constraint, refused.ConstraintName);
        }
    }

    [Theory]
    [InlineData(FailPoints.BeforeCommit)]
    [InlineData(FailPoints.AfterCommit)]
    public async Task A_decision_on_a_claim_that_died_before_its_answer_is_taken_again_and_is_written_once(string point)
    {
        var (pay, person, _) = await Owed.More(payroll);
        var claim = $"/pay-claims/{(await Owed.By(pay, person)).Id}/waiver";

        await DiesAndIsRepeated(claim, Hardship, entries: 1);
        Assert.Equal((0m, Claimed), ((await Owed.By(pay, person)).Open, (await Owed.By(pay, person)).Waived));
        await DiesAndIsRepeated($"{claim}/withdrawal", Mistake, entries: 2);
        Assert.Equal((Claimed, false), ((await Owed.By(pay, person)).Open, (await Owed.By(pay, person)).IsWaived));

        async Task DiesAndIsRepeated(string path, object why, int entries)
        {
            var by = Another();
            payroll.Fail.Arm(point, 1, FailKind.Throw);
            var died = await by.Post(path, why);
            payroll.Fail.Arm(point, int.MaxValue, FailKind.Throw);
            Assert.True(died.Refused("unavailable"), died.Text);
            Assert.Equal(
                entries - (point == FailPoints.AfterCommit ? 0 : 1),
                await payroll.Database.Count($"pay_claim_entry WHERE person_id = '{person}'")
            );

            var first = (await by.Post(path, why)).Ok();
            Assert.Equal(first.Text, (await by.Post(path, why)).Ok().Text);
            Assert.Equal(entries, await payroll.Database.Count($"pay_claim_entry WHERE person_id = '{person}'"));
        }
    }

    // The address of the waiver of the only claim against a person, once somebody waived it.
    async Task<string> Waived(SitePay pay, Guid person)
    {
        var claim = $"/pay-claims/{(await Owed.By(pay, person)).Id}/waiver";
        (await Another().Post(claim, Hardship)).Ok();
        return claim;
    }

    Person Another() => payroll.InGroup("payruns.lock");

    static async Task Refused(SitePay pay, string code, Func<Task<Answer>> move)
    {
        var before = await pay.Fingerprint();
        var answer = await move();
        Assert.True(answer.Refused(code), $"Expected {code}, got {(int)answer.Status} {answer.Text}");
        Assert.Equal(before, await pay.Fingerprint());
    }
}
