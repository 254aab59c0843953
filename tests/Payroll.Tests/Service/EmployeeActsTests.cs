using System.Globalization;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

public sealed class EmployeeActsTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    [Fact]
    public async Task A_person_moves_to_another_post_and_the_others_hear_the_next_number()
    {
        await payroll.Tap.Listen<PostAdjusted>();
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire("Receptionist");

        var answer = (await site.Hr.Post($"/employees/{id}/post", new { newPost = "Guide", reason = "asked for it" }, etag)).Ok();

        Assert.NotEqual(etag, answer.ETag);
        await payroll.Tap.Hears<PostAdjusted>(1, fact => fact.EmployeeId == id);
        var fact = payroll.Tap.Heard<PostAdjusted>().Single(postAdjusted => postAdjusted.EmployeeId == id);
        Assert.Equal((Post.Receptionist, Post.Guide, 2, site.Id), (fact.OldPost, fact.NewPost, fact.Version, fact.BranchId));
        Assert.Equal(1, await payroll.Database.Count($"post_change WHERE employee_id = '{id}' AND octet_length(reason) > 0"));
        Assert.Empty(await payroll.Database.TablesWith("asked for it"));
    }

    [Fact]
    public async Task A_departure_is_told_and_the_record_shows_the_last_day()
    {
        await payroll.Tap.Listen<EmployeeLeft>();
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();

        (await site.Hr.Post($"/employees/{id}/departure", new { reasonCode = "resigned", lastDay = "2024-01-31" }, etag)).Ok();

        await payroll.Tap.Hears<EmployeeLeft>(1, fact => fact.EmployeeId == id);
        Assert.Equal(
            ("resigned", 2),
            payroll.Tap.Heard<EmployeeLeft>().Where(fact => fact.EmployeeId == id).Select(fact => (fact.ReasonCode, fact.Version)).Single()
        );
        Assert.Equal("2024-01-31", (await site.Hr.Get($"/employees/{id}")).Ok()["lastDay"].GetString());
    }

    [Fact]
    [Rule("R-053")]
    public async Task A_signed_confidentiality_agreement_is_told_once_per_version_of_the_document()
    {
        await payroll.Tap.Listen<ConfidentialityAgreementSigned>();
        var site = await payroll.OpenBranch();
        var (id, _) = await site.Hire();

        var first = (
            await site.Hr.Post($"/employees/{id}/confidentiality-agreement", new { documentVersion = "2024-1", signedOn = "2024-01-04" })
        ).Ok();
        var again = (await site.Hr.Post($"/employees/{id}/confidentiality-agreement", new { documentVersion = "2024-1" })).Ok();
        (await site.Hr.Post($"/employees/{id}/confidentiality-agreement", new { documentVersion = "2024-2" })).Ok();

        Assert.Equal(first.Text, again.Text);
        await payroll.Tap.Hears<ConfidentialityAgreementSigned>(2, fact => fact.EmployeeId == id);
        var told = payroll.Tap.Heard<ConfidentialityAgreementSigned>().Where(fact => fact.EmployeeId == id).ToList();
        Assert.Equal(["2024-1", "2024-2"], told.Select(fact => fact.DocumentVersion).Order());
        Assert.Equal(
            new DateTimeOffset(2024, 1, 3, 16, 0, 0, TimeSpan.Zero),
            told.Single(fact => fact.DocumentVersion == "2024-1").SignedAt
        );
    }

    [Fact]
    public async Task Terms_of_pay_follow_each_other_and_each_counts_from_its_day()
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();
        var today = DateOnly.FromDateTime(payroll.Clock.GetUtcNow().UtcDateTime.AddHours(8));
        var raised = (await site.Hr.Post($"/employees/{id}/base-grade", Grade("G4", 7000.50m, today))).Refused("if-match-required")
            ? (await site.Hr.Post($"/employees/{id}/base-grade", Grade("G4", 7000.50m, today), etag)).Ok()
            : throw new InvalidOperationException("An edit without If-Match was taken.");
        (await site.Hr.Post($"/employees/{id}/base-grade", Grade("G5", 8000m, today.AddDays(30)), raised.ETag)).Ok();

        var pay = (await site.Hr.Get($"/employees/{id}")).Ok()["pay"];

        Assert.Equal(
            ("G4", 7000.50m),
            (pay.GetProperty("baseGrade").GetString(), pay.GetProperty("basePay").GetProperty("amount").GetDecimal())
        );
        Assert.Equal(
            ["G3 6500.00", "G4 7000.50", "G5 8000.00"],
            await payroll.Database.Sql<string>(
                $"SELECT base_grade || ' ' || base_pay_amount FROM pay_term WHERE employee_id = '{id}' ORDER BY number"
            )
        );
        // The hiring and the name; pay is told to nobody.
        Assert.Equal(2, await payroll.Database.Count($"trail WHERE case_id = '{id}'"));
    }

    [Fact]
    public async Task Each_act_repeated_answers_the_same_and_changes_nothing()
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();
        foreach (
            var (path, body) in new (string, object)[]
            {
                ("post", new { newPost = "Doctor", reason = "examined" }),
                ("base-grade", Grade("G6", 9000m, new(2024, 2, 1))),
                ("departure", new { reasonCode = "retired", lastDay = "2024-02-28" }),
            }
        )
        {
            var first = (await site.Hr.Post($"/employees/{id}/{path}", body, etag)).Ok();
            var before = await payroll.Fingerprint();

            var again = (await site.Hr.Post($"/employees/{id}/{path}", body, etag)).Ok();

            Assert.Equal((first.Text, first.ETag), (again.Text, again.ETag));
            Assert.Equal(before, await payroll.Fingerprint());
            etag = first.ETag!;
        }
    }

    [Fact]
    public async Task Of_two_decisions_on_one_version_only_one_is_taken()
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire("Receptionist");

        var answers = await Task.WhenAll(
            new[] { "Guide", "Greeter", "Cashier", "Nurse", "Trainer", "Doctor" }.Select(post =>
                site.Hr.Post($"/employees/{id}/post", new { newPost = post, reason = "needed there" }, etag)
            )
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(
            answers.Where(answer => !answer.Accepted),
            answer => Assert.True(answer.Code is "stale" or "changed-meanwhile", answer.Text)
        );
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{id}' AND type = 'PostAdjusted'"));
    }

    [Fact]
    public async Task Pay_and_mobile_are_shown_only_with_the_right_to_pay_and_the_look_is_noted()
    {
        var site = await payroll.OpenBranch();
        var (id, _) = await site.Hire();

        var colleague = (await payroll.At(site.Id, "employees.read").Get($"/employees/{id}")).Ok();
        var officer = (await payroll.At(site.Id, "employees.read", "employees.pay").Get($"/employees/{id}")).Ok();

        Assert.Equal(System.Text.Json.JsonValueKind.Null, colleague["pay"].ValueKind);
        Assert.DoesNotContain("13800000000", colleague.Text, StringComparison.Ordinal);
        Assert.Equal("+8613800000000", officer["mobile"].GetString());
        Assert.Equal(
            1,
            await payroll.Database.Count($"audit WHERE record_id = '{id}' AND kind = 'read' AND fields @> '{{Mobile,BasePay}}'")
        );
    }

    [Fact]
    public async Task The_right_to_pay_at_another_branch_shows_no_pay_here()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var (id, _) = await site.Hire();

        var answer = (
            await payroll.As(Guid.CreateVersion7(), (site.Id, ["employees.read"]), (other.Id, ["employees.pay"])).Get($"/employees/{id}")
        ).Ok();

        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer["pay"].ValueKind);
    }

    [Fact]
    public async Task The_list_of_a_branch_has_pages_in_a_stable_order_and_nothing_private()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        List<Guid> hired = [];
        for (var count = 0; count < 5; count++)
            hired.Add((await site.Hire(count % 2 == 0 ? "Nurse" : "Doctor")).Id);
        await other.Hire();

        List<Guid> read = [];
        for (string? after = ""; after is not null; )
        {
            var page = (await site.Hr.Get($"/employees?branch={site.Id}&limit=2{after}")).Ok();
            read.AddRange(page["employees"].EnumerateArray().Select(element => element.GetProperty("id").GetGuid()));
            Assert.DoesNotContain("13800000000", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("6500", page.Text, StringComparison.Ordinal);
            after = page["next"].ValueKind == System.Text.Json.JsonValueKind.Null ? null : $"&after={page["next"].GetGuid()}";
        }

        Assert.Equal(hired, read);
        Assert.Equal(3, (await site.Hr.Get("/employees?post=Nurse")).Ok()["employees"].GetArrayLength());
        Assert.Equal(0, (await site.Hr.Get($"/employees?branch={other.Id}")).Ok()["employees"].GetArrayLength());
    }

    [Fact]
    public async Task While_the_broker_is_gone_every_act_on_a_person_succeeds_and_is_told_afterwards()
    {
        await payroll.Tap.Listen<PostAdjusted>();
        await payroll.Tap.Listen<EmployeeLeft>();
        await payroll.Tap.Listen<ConfidentialityAgreementSigned>();
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire("Receptionist");
        payroll.Line.Cut();

        (await site.Hr.Post($"/employees/{id}/confidentiality-agreement", new { documentVersion = "2024-1" })).Ok();
        var moved = (await site.Hr.Post($"/employees/{id}/post", new { newPost = "Guide", reason = "needed there" }, etag)).Ok();
        (await site.Hr.Post($"/employees/{id}/departure", new { reasonCode = "resigned" }, moved.ETag)).Ok();
        payroll.Line.Mend();

        await payroll.Tap.Hears<ConfidentialityAgreementSigned>(1, fact => fact.EmployeeId == id);
        await payroll.Tap.Hears<PostAdjusted>(1, fact => fact.EmployeeId == id);
        await payroll.Tap.Hears<EmployeeLeft>(1, fact => fact.EmployeeId == id);
    }

    [Fact]
    public async Task Nothing_said_of_a_person_holds_a_number_or_pay_and_only_the_fact_of_the_name_a_name()
    {
        var site = await payroll.OpenBranch();
        payroll.Line.Cut();
        var (id, etag) = await site.Hire();
        (await site.Hr.Post($"/employees/{id}/post", new { newPost = "Guide", reason = "a private reason" }, etag)).Ok();

        var said = await payroll.Database.Sql<string>(
            $"SELECT convert_from(body, 'UTF8') FROM outbox WHERE convert_from(body, 'UTF8') LIKE '%{id}%'"
        );
        var bodies = string.Join('\n', said);
        payroll.Line.Mend();

        Assert.Contains("PostAdjusted", bodies, StringComparison.Ordinal);
        Assert.All(
            said,
            body =>
                Assert.Equal(body.Contains(":EmployeeNamed", StringComparison.Ordinal), body.Contains("Li Na", StringComparison.Ordinal))
        );
        Assert.DoesNotContain("13800000000", bodies, StringComparison.Ordinal);
        Assert.DoesNotContain("6500", bodies, StringComparison.Ordinal);
        Assert.DoesNotContain("private reason", bodies, StringComparison.Ordinal);
    }

    static object Grade(string baseGrade, decimal amount, DateOnly from) =>
        new
        {
            baseGrade,
            basePay = new { amount, currency = "CNY" },
            from = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            reason = "yearly talk",
        };
}
