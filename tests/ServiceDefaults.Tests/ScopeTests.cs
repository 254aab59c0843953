using System.Net;
using System.Text;

namespace Clinic.ServiceDefaults.Tests;

public sealed class ScopeTests(PayrollService service) : IClassFixture<PayrollService>
{
    [Fact]
    public async Task The_scope_of_one_request_never_reaches_the_next_one_on_the_same_connection()
    {
        var (here, there) = (await service.OpenBranch(), await service.OpenBranch());
        var employee = Guid.CreateVersion7();
        (await service.Hire(here, employee)).Ok();
        var (insider, outsider) = (service.At(here, "employees.read"), service.At(there, "employees.read"));

        for (var round = 0; round < 20; round++)
        {
            var answers = await Task.WhenAll(
                insider.Get($"/employees/{employee}"),
                outsider.Get($"/employees/{employee}"),
                service.Hire(here, employee),
                outsider.Get($"/employees/{employee}")
            );
            Assert.True(answers[0].Accepted);
            Assert.True(answers[1].Refused("not-found"));
            Assert.True(answers[3].Refused("not-found"));
        }
    }

    [Fact]
    public async Task Every_change_and_every_read_of_pay_leaves_one_audit_row_that_holds_no_value()
    {
        var branch = await service.OpenBranch();
        var employee = Guid.CreateVersion7();
        (await service.Hire(branch, employee)).Ok();
        var reader = service.At(branch, "employees.read", "employees.pay");
        (await reader.Get($"/employees/{employee}")).Ok();

        Assert.Equal(
            ["Added", "read"],
            await service.Database.Sql<string>(
                $"SELECT kind FROM audit WHERE record_id = '{employee}' AND record = 'Employee' ORDER BY at, id"
            )
        );
        Assert.Equal(
            1,
            await service.Database.Count($"audit WHERE record_id = '{employee}' AND kind = 'read' AND actor = 'person:{reader.Id}'")
        );
        Assert.Equal(0, await service.Database.Count("audit WHERE audit::text LIKE '%A name%'"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{\"id\":")]
    [InlineData("{} trailing")]
    [InlineData("{/* a comment */}")]
    [InlineData("{\"id\":\"5\",\"id\":\"6\"}")]
    [InlineData("{\"__proto__\":{}}")]
    [InlineData("{\"$type\":\"System.Object\"}")]
    [InlineData("{\"basePay\":{\"amount\":NaN}}")]
    [InlineData("{\"basePay\":{\"amount\":1e400,\"currency\":\"CNY\"}}")]
    public async Task A_body_that_is_not_what_the_act_takes_is_a_bad_request_that_repeats_nothing(string body)
    {
        var branch = await service.OpenBranch();

        var answer = await service
            .At(branch, "employees.hire")
            .Raw(HttpMethod.Post, "/employees", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Code);
        Assert.True(body.Length < 3 || !answer.Text.Contains(body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_nested_too_deep_or_too_long_or_of_another_kind_is_refused()
    {
        var hr = service.At(Guid.CreateVersion7(), "employees.hire");

        var deep = await hr.Raw(
            HttpMethod.Post,
            "/employees",
            new StringContent(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), Encoding.UTF8, "application/json")
        );
        var large = await hr.Raw(
            HttpMethod.Post,
            "/employees",
            new StringContent($"{{\"name\":\"{new string('x', 2_000_000)}\"}}", Encoding.UTF8, "application/json")
        );
        var other = await hr.Raw(HttpMethod.Post, "/employees", new StringContent("<x/>", Encoding.UTF8, "application/xml"));

        Assert.Equal(HttpStatusCode.BadRequest, deep.Status);
        Assert.True(large.Refused("too-large"));
        Assert.True(other.Refused("unsupported-media-type"));
    }
}
