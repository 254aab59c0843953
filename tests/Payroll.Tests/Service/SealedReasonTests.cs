using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>Mobile numbers and what is written in words about a person are shown to whoever may, and stand in no table.</summary>
[Collection(SharedService.Name)]
public sealed class SealedReasonTests(PayrollService payroll)
{
    static readonly string[] Canaries =
    [
        "13912345670",
        "canary of an account",
        "canary of a statement",
        "canary of a decision",
        "canary of a leave",
    ];

    [Fact]
    [Rule("R-055")]
    public async Task What_is_written_about_a_person_stands_in_no_table_and_is_there_for_who_may_read_it()
    {
        var desk = await Desk.In(payroll);
        var hr = desk.TestSite.Hr;
        var (employee, leave) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await hr.Post("/employees", desk.TestSite.Application(employee, mobile: Canaries[0]))).Ok();
        var violation = Desk.Violation(employee);
        violation["account"] = Canaries[1];
        (await desk.Lead.Post("/discipline-cases", violation)).Ok();
        var path = $"/discipline-cases/{violation["id"]}";
        object hearing = new { statement = Canaries[2] };
        var heard = (await desk.Manager.Post($"{path}/hearing", hearing)).Ok();
        (await desk.Manager.Post($"{path}/hearing", hearing)).Ok();
        object decision = new { kind = "Warning", reason = Canaries[3] };
        (await desk.Manager.Post($"{path}/decision", decision, heard.ETag)).Ok();
        (await desk.Manager.Post($"{path}/decision", decision, heard.ETag)).Ok();
        // The database keeps microseconds.
        var from = DateTimeOffset.FromUnixTimeSeconds(payroll.Clock.GetUtcNow().AddDays(9).ToUnixTimeSeconds());
        object recorded = new
        {
            id = leave,
            employeeId = employee,
            kind = "Sick",
            startsAt = from,
            endsAt = from.AddDays(1),
            reason = Canaries[4],
        };
        var first = await hr.Post("/leaves", recorded);

        foreach (var canary in Canaries)
            Assert.Equal([], await payroll.Database.TablesWith(canary));
        Assert.Equal((await hr.Post("/leaves", recorded)).Ok().Text, first.Ok().Text);
        Assert.Equal($"+86{Canaries[0]}", (await hr.Get($"/employees/{employee}")).Ok()["mobile"].GetString());
        var file = (await desk.Manager.Get(path)).Ok();
        Assert.Equal(
            (Canaries[1], Canaries[2], Canaries[3]),
            (file["account"].GetString(), file["statement"].GetString(), file["decisionReason"].GetString())
        );
    }
}
