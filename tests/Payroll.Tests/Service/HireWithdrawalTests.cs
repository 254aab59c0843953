using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Tests.Service;

[Collection(SharedService.Name)]
public sealed class HireWithdrawalTests(PayrollService payroll)
{
    static readonly object Mistaken = new { reason = "hired at the wrong branch" };

    [Fact]
    public async Task A_second_person_takes_a_hiring_back_once_and_the_record_says_so()
    {
        await payroll.Tap.Listen<HireWithdrawn>();
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();
        var second = payroll.At(site.Id, TestSite.Everything);

        Assert.True((await site.Hr.Post($"/employees/{id}/hire-withdrawal", Mistaken, etag)).Refused("needs-second-person"));
        var own = payroll.As(id, (site.Id, TestSite.Everything));
        Assert.True((await own.Post($"/employees/{id}/hire-withdrawal", Mistaken, etag)).Refused("own-employment"));
        var done = (await second.Post($"/employees/{id}/hire-withdrawal", Mistaken, etag)).Ok();
        Assert.Equal(done.Text, (await second.Post($"/employees/{id}/hire-withdrawal", Mistaken, etag)).Ok().Text);

        await payroll.Tap.Hears<HireWithdrawn>(1, fact => fact.EmployeeId == id);
        Assert.Equal(2, Assert.Single(payroll.Tap.Heard<HireWithdrawn>(), fact => fact.EmployeeId == id).Version);
        Assert.True(
            (await second.Post($"/employees/{id}/hire-withdrawal", new { reason = "another" }, done.ETag)).Refused("hire-withdrawn")
        );
        Assert.True(
            (await site.Hr.Post($"/employees/{id}/departure", new { reasonCode = "resigned" }, done.ETag)).Refused("employee-left")
        );
        Assert.True((await second.Post($"/employees/{id}/departure/withdrawal", Mistaken, done.ETag)).Refused("no-departure"));
        Assert.Equal(
            done["withdrawnAt"].GetDateTimeOffset(),
            (await site.Hr.Get($"/employees/{id}")).Ok()["hireWithdrawnAt"].GetDateTimeOffset()
        );
        Assert.Equal(
            "hired at the wrong branch",
            (await site.Hr.Get($"/employees/{id}/departures")).Ok()["hireWithdrawn"].GetProperty("reason").GetString()
        );
    }

    [Fact]
    public async Task Nothing_is_paid_for_a_hiring_taken_back_and_its_leaves_are_cancelled()
    {
        var pay = await SitePay.Open(payroll);
        var (person, colleague) = (await pay.Hire(), await pay.Hire());
        var from = payroll.Clock.GetUtcNow().AddDays(5);
        (
            await pay.TestSite.Hr.Post(
                "/leaves",
                new
                {
                    id = Guid.CreateVersion7(),
                    employeeId = person,
                    kind = "Annual",
                    startsAt = from,
                    endsAt = from.AddDays(2),
                    reason = "a wedding",
                }
            )
        ).Ok();
        Assert.Equal(2, (await pay.Calculate("2024-03")).Ok()["payslips"].GetInt32());
        var etag = (await pay.TestSite.Hr.Get($"/employees/{person}")).Ok().ETag;

        (await payroll.At(pay.TestSite.Id, TestSite.Everything).Post($"/employees/{person}/hire-withdrawal", Mistaken, etag)).Ok();

        var march = await pay.Lock("2024-03");
        Assert.NotEmpty(await pay.Lines(march, colleague));
        Assert.Equal(0, await payroll.Database.Count($"payslip JOIN pay_lock USING (pay_run_id, number) WHERE person_id = '{person}'"));
        Assert.Equal(1, await payroll.Database.Count($"leave WHERE person_id = '{person}' AND cancelled_at IS NOT NULL"));
    }

    [Fact]
    public async Task A_hiring_that_a_locked_run_paid_is_not_taken_back()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        await pay.Lock("2024-03");
        var etag = (await pay.TestSite.Hr.Get($"/employees/{person}")).Ok().ETag;
        var before = await payroll.Fingerprint();

        var answer = await payroll.At(pay.TestSite.Id, TestSite.Everything).Post($"/employees/{person}/hire-withdrawal", Mistaken, etag);

        Assert.True(answer.Refused("already-paid"), answer.Text);
        Assert.Equal(before, await payroll.Fingerprint());
    }

    [Fact]
    public async Task Of_three_hirings_of_one_name_and_number_at_once_one_is_taken_and_the_others_name_it()
    {
        var site = await payroll.OpenBranch();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => site.Hr.Post("/employees", site.Application(Guid.CreateVersion7(), name: "Wang Fang")))
        );

        var hired = Assert.Single(answers, answer => answer.Accepted)["id"].GetGuid();
        Assert.All(
            answers.Where(answer => !answer.Accepted),
            answer =>
            {
                Assert.True(answer.Refused("looks-like-somebody"), answer.Text);
                Assert.Equal([hired], answer["alike"].EnumerateArray().Select(alike => alike.GetGuid()));
                Assert.DoesNotContain("Wang Fang", answer.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("13800000000", answer.Text, StringComparison.Ordinal);
            }
        );
        Assert.Equal(1, await payroll.Database.Count($"employee WHERE branch_id = '{site.Id}'"));
    }

    [Fact]
    public async Task Another_person_of_the_same_name_and_number_is_hired_with_a_reason()
    {
        var site = await payroll.OpenBranch();
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await site.Hr.Post("/employees", site.Application(first, name: "Wang Fang"))).Ok();
        var body = System.Text.Json.JsonSerializer.SerializeToNode(
            site.Application(second, name: "Wang Fang", mobile: "+8613800000000"),
            System.Text.Json.JsonSerializerOptions.Web
        )!;

        Assert.True((await site.Hr.Post("/employees", body)).Refused("looks-like-somebody"));
        body["sameNameReason"] = "her daughter, with the same telephone";
        (await site.Hr.Post("/employees", body)).Ok();

        Assert.Equal(1, await payroll.Database.Count($"employee WHERE id = '{second}' AND same_name_reason IS NOT NULL"));
        Assert.Equal([], await payroll.Database.TablesWith("her daughter"));
    }

    [Fact]
    public async Task Whoever_was_hired_by_mistake_is_hired_again_without_a_reason()
    {
        var site = await payroll.OpenBranch();
        var first = Guid.CreateVersion7();
        var etag = (await site.Hr.Post("/employees", site.Application(first, name: "Wang Fang"))).Ok().ETag;
        (await payroll.At(site.Id, TestSite.Everything).Post($"/employees/{first}/hire-withdrawal", Mistaken, etag)).Ok();

        (await site.Hr.Post("/employees", site.Application(Guid.CreateVersion7(), name: "Wang Fang", hireDate: "2024-02-01"))).Ok();
    }
}
