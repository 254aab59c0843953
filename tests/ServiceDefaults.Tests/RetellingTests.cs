using Clinic.Payroll.Contracts;
using Clinic.Provision;
using Clinic.TestSupport;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>A platform with a history gets a listener that was not there before.</summary>
public sealed class RetellingTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    const string Listener = "escort-open-profile-when-employee-hired";

    [Fact]
    public async Task A_new_listener_is_told_all_that_stands_and_the_trail_gets_no_second_fact()
    {
        await payroll.Bus.Listen<EmployeeHired>();
        await payroll.Bus.Listen<EmployeeNamed>();
        var (_, employee) = await History(700);

        await Prepare();

        await Eventually.Is(async () => await payroll.Bus.Waiting(Listener) == 702);
        List<System.Text.Json.JsonElement> told = [];
        for (var left = 702; left > 0; left--)
            told.Add(await payroll.Bus.Take(Listener));
        Assert.Equal(702, told.DistinctBy(envelope => envelope.GetProperty("messageId").GetGuid()).Count());
        Assert.All(told, envelope => Assert.True(envelope.GetProperty("headers").GetProperty("retold").GetBoolean()));
        var fact = Fact(told.Single(envelope => Fact(envelope).GetProperty("employeeId").GetGuid() == employee));
        Assert.Equal(("Guide", 1), (fact.GetProperty("post").GetString(), fact.GetProperty("version").GetInt32()));
        // The hiring and the name, each once.
        Assert.Equal(2, await payroll.Database.Count($"trail WHERE kind = 'fact' AND '{employee}' = ANY (subjects)"));
        // Who hears the fact itself, as every other listener does, hears nothing again.
        Assert.Single(payroll.Bus.Heard<EmployeeHired>(), heard => heard.EmployeeId == employee);
    }

    [Fact]
    public async Task Who_was_there_before_is_told_nothing_again_and_who_was_interrupted_asks_once_more()
    {
        PayrollService other = new();
        await other.InitializeAsync();
        await other.Bus.Listen<EmployeeHired>();
        await other.Bus.Listen<EmployeeNamed>();
        var branch = await other.OpenBranch();
        await other.Bus.Hears<EmployeeHired>(1, fact => fact.BranchId == branch);
        await Prepare(other);
        await Eventually.Is(async () => await other.Bus.Waiting(Listener) == 1);
        // Whoever has standing facts hears of every new listener, and answers those of its own facts. Payroll's own queues were there; only
        // those of them that learn anew are told once more.
        var asked = Services.Sum(teller =>
            Retelling
                .Listeners(teller.Assembly, Services)
                .Count(listener =>
                    !listener.Queue.StartsWith("payroll", StringComparison.Ordinal)
                    || listener.Reaction.IsDefined(typeof(LearnsAnewAttribute), inherit: false)
                )
        );
        await Eventually.Is(async () => await Asked(other) == asked);

        await Prepare(other);
        (await other.Hire(branch, Guid.CreateVersion7())).Ok();
        await Eventually.Is(async () => await other.Bus.Waiting(Listener) == 2);
        Assert.Equal(asked, await Asked(other));

        // The queue was made, and then whoever made it was killed before it had asked.
        await other.Bus.Declare($"{Listener}-asks-for-history");
        await Prepare(other);
        await Eventually.Is(async () => await other.Bus.Waiting(Listener) == 4);
        Assert.Equal(asked + 1, await Asked(other));
        await other.DisposeAsync();
    }

    [Fact]
    public async Task A_listener_that_learns_anew_is_told_what_stands_once_more_though_its_queue_was_there()
    {
        const string anew = "identity-open-account-when-employee-hired";
        PayrollService other = new();
        await other.InitializeAsync();
        await other.Bus.Listen<EmployeeHired>();
        await other.Bus.Listen<EmployeeNamed>();
        var branch = await other.OpenBranch();
        await other.Bus.Hears<EmployeeHired>(1, fact => fact.BranchId == branch);
        await Prepare(other);
        await Eventually.Is(async () => await other.Bus.Waiting(anew) == 1);
        await Prepare(other);
        Assert.Equal(1u, await other.Bus.Waiting(anew));

        // As an earlier build left it, which knew the queue and not that it has to be told again.
        await other.Bus.Forget($"{anew}-learned-1");
        await Prepare(other);
        await Eventually.Is(async () => await other.Bus.Waiting(anew) == 2);
        await other.DisposeAsync();
    }

    // Two who were hired by the desk, and so many more of whom only the rows are there.
    async Task<(Guid Branch, Guid Employee)> History(int more)
    {
        var (branch, employee) = (await payroll.OpenBranch(), Guid.CreateVersion7());
        (await payroll.Hire(branch, employee)).Ok();
        await payroll.Bus.Hears<EmployeeHired>(1, fact => fact.EmployeeId == employee);
        await payroll.Database.Sql<int>(
            $"""
            CREATE TEMP TABLE more AS SELECT * FROM employee WHERE id = '{employee}';
            INSERT INTO employee SELECT (m).* FROM (
              SELECT jsonb_populate_record(NULL::employee, to_jsonb(one) || jsonb_build_object('id', gen_random_uuid())) AS m
              FROM more AS one, generate_series(1, {more})) AS copied;
            SELECT 1
            """
        );
        return (branch, employee);
    }

    Task Prepare() => Prepare(payroll);

    static Task Prepare(PayrollService service) => Topology.Deploy(service.Amqp, Services);

    static IEnumerable<(string Name, System.Reflection.Assembly Assembly)> Services =>
        Database.All.Select(database => (database.Name, database.Model.Assembly));

    static System.Text.Json.JsonElement Fact(System.Text.Json.JsonElement envelope) => envelope.GetProperty("message");

    // How often history was told to the listener, in parts of 500.
    static Task<long> Asked(PayrollService service) =>
        service.Database.Count("inbox WHERE reaction = 'payroll-tell-again-when-standing-facts-wanted'");
}
