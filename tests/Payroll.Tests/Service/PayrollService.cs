using System.Collections.Concurrent;
using System.Globalization;
using Clinic.Registration.Contracts;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>Payroll as deployed, with the broker behind a line that can be cut.</summary>
public sealed class PayrollService() : ServiceUnderTest<PayrollDb>("payroll")
{
    public const string AccrueQueue = "payroll-accrue-visit-when-visit-completed",
        ReverseQueue = "payroll-reverse-accruals-when-visit-voided",
        BranchQueue = "payroll-know-branch-when-branch-opened";

    readonly ConcurrentDictionary<Guid, Lazy<Task>> members = [];
    TestSite home = null!;

    /// <summary>Somebody who was hired, for visits where it does not matter who served.</summary>
    public Guid Doctor { get; } = Guid.CreateVersion7();

    /// <summary>The way from the service to the broker.</summary>
    public BrokerLine Line { get; private set; } = null!;

    /// <summary>Stands on the broker directly, so that cutting the line does not deafen it.</summary>
    public BusTap Tap { get; private set; } = null!;

    protected override async Task<string> Broker()
    {
        var direct = await Servers.NewVirtualHost();
        Tap = await BusTap.Connect(direct);
        Line = new(new(direct));
        return Line.Address;
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        // A fact said before its listener's queue is there would reach nobody.
        foreach (var kind in OtherServicesFacts.Reactions)
            await QueueIsThere(kind.Queue);
        home = await OpenBranch();
        await Member(Doctor);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Tap.DisposeAsync();
        await Line.DisposeAsync();
    }

    /// <summary>A branch that Payroll knows.</summary>
    public async Task<TestSite> OpenBranch(string timeZone = "Asia/Shanghai")
    {
        TestSite site = new(this, Guid.CreateVersion7());
        await Applied(await site.SayOpened(timeZone), BranchQueue);
        return site;
    }

    /// <summary>Somebody who is hired at a branch of their own and helps out wherever a test wants; hired once.</summary>
    public async Task<Guid> Member(Guid? person = null)
    {
        var id = person ?? Guid.CreateVersion7();
        await members.GetOrAdd(id, each => new(async () => (await home.Hr.Post("/employees", home.Application(each))).Ok())).Value;
        return id;
    }

    /// <summary>A branch that Payroll has not heard of.</summary>
    public TestSite BranchNotHeardOf() => new(this, Guid.CreateVersion7());

    /// <summary>Waits until a message had its effect, or was found to have had it.</summary>
    public Task Applied(Guid messageId, string queue) =>
        Eventually.Is(async () => await Database.Count($"inbox WHERE message_id = '{messageId}' AND reaction = '{queue}'") == 1);

    /// <summary>Waits until a message had its effect or waits for somebody.</summary>
    public Task Heard(Guid messageId) =>
        Eventually.Is(async () =>
            await Database.Count($"inbox WHERE message_id = '{messageId}'")
                + await Database.Count($"early WHERE message_id = '{messageId}'")
            == 1
        );

    /// <summary>Waits until all of them had their effect.</summary>
    public Task Settled(IReadOnlyCollection<Guid> messages) =>
        Eventually.Is(async () => await Database.Count($"inbox WHERE message_id IN ('{string.Join("','", messages)}')") == messages.Count);

    /// <summary>How many messages about something are committed and not yet confirmed by the broker.</summary>
    public Task<long> Waiting(Guid about) => Database.Count($"outbox WHERE convert_from(body, 'UTF8') LIKE '%{about}%'");

    /// <summary>Everything people decided and what was said of it, as one value to compare.</summary>
    public async Task<string> Fingerprint() =>
        string.Join(
            ' ',
            await Database.Sql<string>(
                """
                SELECT coalesce(md5(string_agg(line, '|' ORDER BY line)), '-') FROM (
                  SELECT employee::text || employee.xmin::text AS line FROM employee UNION ALL SELECT pay_term::text FROM pay_term
                    UNION ALL SELECT post_change::text FROM post_change UNION ALL SELECT leave::text FROM leave
                  UNION ALL SELECT departure::text FROM departure UNION ALL SELECT employment_correction::text FROM employment_correction
                  UNION ALL SELECT agreement::text FROM agreement UNION ALL SELECT accrual::text FROM accrual UNION ALL SELECT trail::text
                    FROM trail) AS everything
                """
            )
        );

    async Task QueueIsThere(string queue)
    {
        await Eventually.Is(async () =>
        {
            await using var probe = await BusTap.Connect(Line.Direct.ToString());
            try
            {
                await probe.Waiting(queue);
                return true;
            }
            catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
            {
                return false;
            }
        });
    }
}

/// <summary>One branch, with people who may do everything there.</summary>
public sealed class TestSite(PayrollService service, Guid id)
{
    public static readonly string[] Everything =
    [
        "employees.hire",
        "employees.read",
        "employees.sign",
        "employees.adjust",
        "employees.pay",
        "employees.leave",
        "leaves.record",
        "leaves.read",
        "accruals.read",
        "accruals.read-own",
        "trail.read",
        "policies.write",
        "branches.read",
    ];

    /// <summary>The branch.</summary>
    public Guid Id => id;

    /// <summary>HR of this branch alone.</summary>
    public Person Hr { get; } = service.At(id, Everything);

    public Task<Guid> SayOpened(string timeZone = "Asia/Shanghai") =>
        service.Tap.Say(new BranchOpened(id, BranchKind.GeneralClinic, timeZone, new(2024, 1, 1)), caseId: id);

    /// <summary>The body of a hiring that is fine.</summary>
    public object Application(
        Guid employee,
        string? name = null,
        string post = "Nurse",
        string hireDate = "2024-01-05",
        decimal amount = 6500.00m,
        Guid? supervisorId = null,
        string? mobile = "13800000000"
    ) =>
        new
        {
            id = employee,
            branchId = id,
            // Two people of one name and number are taken for one.
            name = name ?? $"Li Na {employee}",
            post,
            baseGrade = "G3",
            basePay = new { amount, currency = "CNY" },
            hireDate,
            supervisorId,
            mobile,
        };

    /// <summary>A person just hired, as HR sees them.</summary>
    public async Task<(Guid Id, string ETag)> Hire(string post = "Nurse")
    {
        var employee = Guid.CreateVersion7();
        var answer = (await Hr.Post("/employees", Application(employee, post: post))).Ok();
        return (employee, answer.ETag!);
    }

    /// <summary>A completed visit in which these people served.</summary>
    public VisitCompleted Visit(params Served[] served) =>
        new(
            Guid.CreateVersion7(),
            id,
            Guid.CreateVersion7(),
            VisitType.First,
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            served,
            true,
            new DateTimeOffset(2024, 3, 2, 4, 0, 0, TimeSpan.Zero),
            null,
            Version: 1
        );

    /// <summary>A visit that one doctor treated.</summary>
    public VisitCompleted TreatedVisit() => Visit(new Served(service.Doctor, ServicePart.Treatment));

    /// <summary>The voiding of a visit, one version later.</summary>
    public static VisitVoided Voided(VisitCompleted visit) =>
        new(visit.VisitId, visit.BranchId, "EnteredByMistake", visit.CompletedAt.AddDays(1), visit.Version + 1);

    /// <summary>The ledger of one visit: what a person would compare, without ids and instants of our own.</summary>
    public Task<List<string>> Ledger(Guid visit) =>
        service.Database.Sql<string>(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT concat_ws(' ', line.person_id, line.part, line.kind, line.units, line.day, line.case_id, back.part)
                FROM accrual AS line LEFT JOIN accrual AS back ON back.id = line.reverses_id WHERE line.visit_id = '{visit}' ORDER BY 1
                """
            )
        );
}

/// <summary>Shared by the classes that need no service of their own; which those are says <see cref="ServiceUnderTest{TDb}"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedService : ICollectionFixture<PayrollService>
{
    /// <summary>Of the collection.</summary>
    public const string Name = "the shared service";
}
