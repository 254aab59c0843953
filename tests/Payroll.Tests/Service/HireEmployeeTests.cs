using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

public sealed class HireEmployeeTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    [Fact]
    public async Task HR_hires_a_person_and_the_others_are_told_once()
    {
        await payroll.Tap.Listen<EmployeeHired>();
        var site = await payroll.OpenBranch();
        var id = Guid.CreateVersion7();

        var answer = await site.Hr.Post("/employees", site.Application(id));

        Assert.Equal(System.Net.HttpStatusCode.Created, answer.Status);
        await payroll.Tap.Hears<EmployeeHired>(1, fact => fact.EmployeeId == id);
        var fact = payroll.Tap.Heard<EmployeeHired>().Single(fact => fact.EmployeeId == id);
        Assert.Equal((site.Id, Post.Nurse, new DateOnly(2024, 1, 5), 1), (fact.BranchId, fact.Post, fact.HireDate, fact.Version));
        var envelope = payroll
            .Tap.Envelopes<EmployeeHired>()
            .First(element => element.GetProperty("message").GetProperty("employeeId").GetGuid() == id);
        Assert.Equal(id, envelope.GetProperty("correlationId").GetGuid());
        Assert.Equal($"person:{site.Hr.Id}", envelope.GetProperty("headers").GetProperty("actor").GetString());
    }

    [Fact]
    public async Task The_same_hiring_again_gets_the_same_answer_and_says_nothing_new()
    {
        var site = await payroll.OpenBranch();
        var id = Guid.CreateVersion7();
        var first = (await site.Hr.Post("/employees", site.Application(id))).Ok();
        var before = await payroll.Fingerprint();

        var second = await site.Hr.Post("/employees", site.Application(id));

        Assert.Equal((first.Status, first.Text, first.ETag), (second.Status, second.Text, second.ETag));
        Assert.Equal(before, await payroll.Fingerprint());
    }

    [Fact]
    public async Task The_hiring_is_recognised_again_after_the_person_was_moved_and_paid_more()
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();
        var moved = (await site.Hr.Post($"/employees/{id}/post", new { newPost = "Trainer", reason = "promoted" }, etag)).Ok();
        (
            await site.Hr.Post(
                $"/employees/{id}/base-grade",
                new
                {
                    baseGrade = "G4",
                    basePay = new { amount = 7000m, currency = "CNY" },
                    from = "2024-02-01",
                    reason = "promoted",
                },
                moved.ETag
            )
        ).Ok();

        Assert.Equal(System.Net.HttpStatusCode.Created, (await site.Hr.Post("/employees", site.Application(id))).Status);
    }

    [Fact]
    public async Task Twenty_submits_of_one_hiring_at_once_hire_one_person()
    {
        await payroll.Tap.Listen<EmployeeHired>();
        var site = await payroll.OpenBranch();
        var id = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => site.Hr.Post("/employees", site.Application(id))));

        Assert.All(answers, answer => Assert.Equal((System.Net.HttpStatusCode.Created, answers[0].ETag), (answer.Status, answer.ETag)));
        await payroll.Tap.Hears<EmployeeHired>(1, fact => fact.EmployeeId == id);
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{id}' AND type = 'EmployeeHired'"));
    }

    [Theory]
    [InlineData("name", "Li Ne")]
    [InlineData("post", "Doctor")]
    [InlineData("hireDate", "2024-01-06")]
    [InlineData("mobile", "13800000001")]
    [InlineData("baseGrade", "G4")]
    public async Task Another_body_under_the_same_id_is_refused_and_changes_nothing(string member, string value)
    {
        var site = await payroll.OpenBranch();
        var (id, _) = await site.Hire();
        var before = await payroll.Fingerprint();
        var body = System.Text.Json.JsonSerializer.SerializeToNode(site.Application(id), System.Text.Json.JsonSerializerOptions.Web)!;
        body[member] = value;

        Assert.True((await site.Hr.Post("/employees", body)).Refused("id-taken"));
        Assert.Equal(before, await payroll.Fingerprint());
    }

    [Fact]
    public async Task An_id_taken_in_a_branch_out_of_sight_is_taken_without_showing_anything()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var (id, _) = await other.Hire();

        Assert.True((await site.Hr.Post("/employees", site.Application(id))).Refused("id-taken"));
    }

    [Fact]
    public async Task A_person_is_hired_under_a_supervisor_of_another_branch()
    {
        var (site, other) = (await payroll.OpenBranch(), await payroll.OpenBranch());
        var (supervisor, _) = await other.Hire("Director");

        Assert.True((await site.Hr.Post("/employees", site.Application(Guid.CreateVersion7(), supervisorId: supervisor))).Accepted);
    }

    [Fact]
    public async Task While_the_broker_is_gone_people_are_hired_and_the_others_hear_of_it_once_it_is_back()
    {
        await payroll.Tap.Listen<EmployeeHired>();
        await payroll.Tap.Listen<EmployeeNamed>();
        var site = await payroll.OpenBranch();
        payroll.Line.Cut();

        var (id, _) = await site.Hire();
        Assert.DoesNotContain(payroll.Tap.Heard<EmployeeHired>(), fact => fact.EmployeeId == id);
        payroll.Line.Mend();

        await payroll.Tap.Hears<EmployeeHired>(1, fact => fact.EmployeeId == id);
        await Eventually.Is(async () => await payroll.Waiting(id) == 0);
        Assert.Single(payroll.Tap.Heard<EmployeeHired>(), fact => fact.EmployeeId == id);
    }
}
