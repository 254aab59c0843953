using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>
/// One branch with one person of every post, in which everything is typed once that people type about people: a client is registered,
/// treated, accompanied, complains and is called; an escort is examined, paid, on leave and has a case. Each text is a canary.
/// </summary>
sealed partial class CanaryStory(ClinicGroup group)
{
    /// <summary>Every post there is; each of its people has that role and no other.</summary>
    public static readonly string[] Posts =
    [
        "Receptionist",
        "Greeter",
        "Guide",
        "TriageOfficer",
        "Doctor",
        "Nurse",
        "Cashier",
        "BranchManager",
        "HrOfficer",
        "PayrollOfficer",
        "Escort",
        "EscortLead",
        "CustomerServiceAgent",
        "QualityOfficer",
        "Trainer",
        "Director",
    ];

    static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    readonly Dictionary<string, Member> people = [];
    Member secondTrainer = null!;

    public Branch Branch { get; private set; } = null!;
    public Guid Client { get; } = Guid.CreateVersion7();
    public Guid FrontPage { get; } = Guid.CreateVersion7();
    public Guid Arrival { get; } = Guid.CreateVersion7();
    public Guid Alert { get; } = Guid.CreateVersion7();
    public Guid Leave { get; } = Guid.CreateVersion7();
    public Guid Case { get; } = Guid.CreateVersion7();
    public Guid Complaint { get; } = Guid.CreateVersion7();
    public VisitStory Visit { get; private set; } = null!;
    public EngagementStory Engagement { get; private set; } = null!;
    public SurveyStory Survey { get; private set; } = null!;
    public Guid SurveyAnswer { get; private set; }
    public Guid SpecialSession { get; private set; }
    public Guid Run { get; private set; }
    public Guid Payslip { get; private set; }

    /// <summary>The branch's day on which all of it happened.</summary>
    public DateOnly Today => DateOnly.FromDateTime(group.Platform.Now.ToOffset(Zone).DateTime);

    /// <summary>Whoever has a post.</summary>
    public Member this[string post] => people[post];

    /// <summary>Who has a role besides that of the post.</summary>
    public Member WithAnotherRole => secondTrainer;

    /// <summary>The mobile numbers of everybody, as answers hold them.</summary>
    public IEnumerable<string> Mobiles => people.Values.Select(member => member.Mobile!.TrimStart('+'));

    Member Escort => this["Escort"];
    Member Manager => this["BranchManager"];
    Member Agent => this["CustomerServiceAgent"];
    Member Hr => this["HrOfficer"];
    Member Desk => this["Receptionist"];

    /// <summary>Tells it from the opening of the branch to the last fact that has to be heard.</summary>
    public static async Task<CanaryStory> Told(ClinicGroup group)
    {
        CanaryStory story = new(group);
        await story.Hire();
        await story.PayTheFirstMonth();
        await story.Register();
        await story.Treat();
        await story.Train();
        await story.Accompany();
        await story.Ask();
        await story.Complain();
        await story.Punish();
        await story.IsHeard();
        return story;
    }

    async Task Hire()
    {
        Branch = await (await group.OpenBranch("GeneralClinic")).Staffed(doctors: 1);
        (people["BranchManager"], people["Receptionist"]) = (Branch.Manager, Branch.Receptionist);
        (people["Guide"], people["TriageOfficer"], people["Doctor"]) = (Branch.Guide, Branch.TriageOfficer, Branch.Doctors[0]);
        string[] others = [.. Posts.Where(post => !people.ContainsKey(post) && post != "Escort"), "Trainer"];
        var escort = group.Hire(Branch.Id, "Escort", 4711.13m, Written.Mobile.Words);
        var hired = await Task.WhenAll(others.Select(post => group.Hire(Branch.Id, post)));
        foreach (var (at, post) in others.Index())
            people.TryAdd(post, hired[at]);
        (people["Escort"], secondTrainer) = (await escort, hired[^1]);
        (
            await group.Administrator.Post(
                $"/api/identity/accounts/{secondTrainer.Id}/grants",
                new
                {
                    id = Guid.CreateVersion7(),
                    role = "Greeter",
                    reason = Written.GrantReason.Words,
                    branchId = Branch.Id,
                }
            )
        ).Ok();
    }

    // Own payslips are there once their month is locked, so the days of the story are those of the next one.
    async Task PayTheFirstMonth()
    {
        var pay = await new PayStory(group, Branch).Staffed(this["PayrollOfficer"], Hr);
        (await pay.SetGrade()).Ok();
        var (first, now) = (new DateOnly(Today.Year, Today.Month, 1), group.Platform.Now);
        var next = new DateTimeOffset(first.AddMonths(1).ToDateTime(new(9, 0)), Zone);
        await group.Platform.MoveClock(group.Administrator, next - now);

        var calculated = (await pay.Calculate(first.ToString("yyyy-MM", null))).Ok();
        Run = calculated["id"].GetGuid();
        (await pay.Lock(Run, calculated.ETag)).Ok();
        Payslip = (await pay.PayslipOf(Run, Escort.Id)).Ok()["id"].GetGuid();
        (
            await Hr.Post(
                $"/api/payroll/employees/{Escort.Id}/base-grade",
                new
                {
                    baseGrade = "G3",
                    from = Today.AddDays(1),
                    reason = Written.GradeReason.Words,
                    basePay = new { amount = 4822.00m, currency = "CNY" },
                },
                (await Hr.Get($"/api/payroll/employees/{Escort.Id}")).Ok().ETag
            )
        ).Ok();
        (await Manager.Put($"/api/registration/doctors/{this["Doctor"].Id}/status", new { status = "Available" })).Ok();
        var from = DateTimeOffset.FromUnixTimeSeconds(group.Platform.Now.AddDays(60).ToUnixTimeSeconds());
        (
            await Hr.Post(
                "/api/payroll/leaves",
                new
                {
                    id = Leave,
                    employeeId = Escort.Id,
                    kind = "Sick",
                    startsAt = from,
                    endsAt = from.AddDays(2),
                    reason = Written.LeaveReason.Words,
                }
            )
        ).Ok();
    }

    async Task Register()
    {
        (
            await Desk.Post(
                "/api/registration/clients",
                new
                {
                    id = Client,
                    branchId = Branch.Id,
                    name = Written.ClientName.Words,
                    sex = "Female",
                    birthDate = Written.Born,
                    occupation = Written.Occupation.Words,
                    address = Written.ClientAddress.Words,
                    phone = Written.ClientPhone.Words,
                    idNumber = Written.ClientDocument.Words,
                    mobilityImpaired = false,
                }
            )
        ).Ok();
        (
            await Desk.Post(
                "/api/registration/front-pages",
                new
                {
                    id = FrontPage,
                    branchId = Branch.Id,
                    page = new { address = Written.PageAddress.Words, phone = Written.PagePhone.Words },
                }
            )
        ).Ok();
        var consent = Guid.CreateVersion7();
        (
            await Desk.Post(
                $"/api/registration/clients/{Client}/consents",
                new
                {
                    id = consent,
                    kind = "Disclosure",
                    documentNumber = "C-57",
                    recipient = Written.Recipient.Words,
                    fields = new[] { "Basics" },
                }
            )
        ).Ok();
        (
            await Manager.Post(
                $"/api/registration/clients/{Client}/disclosures",
                new
                {
                    id = Guid.CreateVersion7(),
                    consentId = consent,
                    fields = new[] { "Basics" },
                    purpose = Written.Purpose.Words,
                }
            )
        ).Ok();
        (
            await Manager.Post(
                $"/api/registration/clients/{Client}/unmasking",
                new { fields = new[] { "Phone" }, reason = Written.Unmasked.Words }
            )
        ).Ok();
    }
}
