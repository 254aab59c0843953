namespace Clinic.TestSupport;

/// <summary>
/// One story from the front door to the payslip, and back when it was wrong: an escort is trained and serves, a client complains,
/// the escort fails twice, trains again and is paid, and the director finds that the complaint was about somebody else. A
/// chapter is a method; the whole-stack test and the demonstration tell it by the same steps.
/// </summary>
public sealed class OneTrueStory(ClinicGroup group)
{
    /// <summary>The money kept from pay because of the complaint.</summary>
    public const decimal Deduction = 200.00m;

    /// <summary>Days that have to be left in a month for the story to happen in it.</summary>
    const int DaysOfStory = 8;

    static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    PlatformClient Platform => group.Platform;

    /// <summary>Where the client is treated.</summary>
    public Branch Clinic { get; private set; } = null!;

    /// <summary>The escort company.</summary>
    public Branch Company { get; private set; } = null!;

    /// <summary>Its agent and lead.</summary>
    public EscortSite TestSite { get; private set; } = null!;

    public Member Manager { get; private set; } = null!;
    public Member Trainer { get; private set; } = null!;
    public Member Quality { get; private set; } = null!;
    public Member Director { get; private set; } = null!;

    /// <summary>Is trained, serves, and is complained of.</summary>
    public Member Escort { get; private set; } = null!;

    /// <summary>Has no certificate.</summary>
    public Member Untrained { get; private set; } = null!;

    public TrainingStory Training { get; private set; } = null!;
    public PayStory Pay { get; private set; } = null!;
    public PerformanceStory Performance { get; private set; } = null!;
    public Guid Client { get; private set; }
    public EngagementStory Engagement { get; private set; } = null!;

    /// <summary>The engagement that goes back to the lead, and is served later without a report.</summary>
    public EngagementStory Next { get; private set; } = null!;

    public VisitStory Visit { get; private set; } = null!;
    public SurveyStory Survey { get; private set; } = null!;
    public ComplaintStory Complaint { get; private set; } = null!;

    /// <summary>The case because of the complaint.</summary>
    public DisciplineStory ComplaintCase { get; private set; } = null!;

    /// <summary>The case because of two failures in a row.</summary>
    public DisciplineStory FailureCase { get; private set; } = null!;

    /// <summary>The two failed assessments.</summary>
    public IReadOnlyList<Guid> Failed { get; private set; } = [];

    /// <summary>The month of the story, for example 2026-03, its run, and the run of the month after.</summary>
    public string Month { get; private set; } = "";
    public Guid Run { get; private set; }
    public Guid NextRun { get; private set; }

    /// <summary>The chapters in their order, each with a sentence for whoever looks on.</summary>
    public IReadOnlyList<(string Sentence, Func<Task> Tell)> Chapters =>
        [
            ("A clinic and an escort company open; everybody is hired and signs the confidentiality agreement.", Hire),
            ("One escort is trained, examined and certified; the other is not.", Train),
            ("A client calls; the engagement is agreed, assigned, prepared with an appointment at the clinic, and confirmed again.", Agree),
            ("The escort accompanies the client, the clinic treats, the fee is settled and the report handed in.", Serve),
            ("Unasked, a survey waits; the client's answer is poor, a complaint is filed, and nobody answers in time.", Complain),
            ("The escort is found responsible, trained specially, pays for it; the client is satisfied in the second round.", Resolve),
            ("The escort fails two assessments in a row, is suspended, trains again and passes the resit.", FailTwiceAndReturn),
            ("A visit without a report is held; the month is worked out by one and locked by another.", PayTheMonth),
            (
                "The director finds that it was somebody else; every consequence is taken back, the locked month by a line of the next.",
                Overturn
            ),
        ];

    public async Task Hire()
    {
        await BeginInAMonthWithRoom();
        Clinic = await (await group.OpenBranch("GeneralClinic")).Staffed();
        Company = await group.OpenBranch("EscortCompany");
        TestSite = await EscortSite.Staffed(group, Company.Id);
        var hired = await Task.WhenAll(
            new[] { "BranchManager", "Trainer", "QualityOfficer", "Director", "Escort", "Escort" }.Select(post =>
                group.Hire(Company.Id, post)
            )
        );
        Manager = hired[0];
        Trainer = hired[1];
        Quality = hired[2];
        Director = hired[3];
        Escort = hired[4];
        Untrained = hired[5];
        Training = new(Company, Trainer);
        Pay = await new PayStory(group, Company).Staffed();
        Performance = new(Pay.Officer, Company.Id);
        (await Pay.SetGrade()).Ok();
    }

    public async Task Train()
    {
        await Training.Qualify(Escort);
        await TestSite.Until(Escort.Id, "Active");
    }

    public async Task Agree()
    {
        Client = await Clinic.NewClient();
        Engagement = TestSite.Calls(Client, Clinic.Id, WholeMinute(Platform.Now.AddHours(26)));
        (await Engagement.Inquire()).Ok();
        (await Engagement.HandOver()).Ok();
        (await Engagement.ConfirmNeed()).Ok();
        (await Engagement.Sign(referrer: Escort.Id)).Ok();
        (await Engagement.Assign(Escort)).Ok();
        (await Engagement.Prepare()).Ok();
        (await Engagement.AskAppointment(Clinic.Department)).Ok();
        await Engagement.AppointmentAnswered();
        (await Engagement.BeReady()).Ok();
        await Later(TimeSpan.FromHours(3));
        (await Engagement.Reconfirm()).Ok();
    }

    public async Task Serve()
    {
        await At(Engagement.StartsAt);
        (await Engagement.Start()).Ok();
        Visit = Clinic.Arrives(Client);
        await Visit.Until("completion");
        (await Visit.Farewell()).Ok();
        (await Engagement.End()).Ok();
        (await Engagement.SettleFee()).Ok();
        (await Engagement.Report()).Ok();
    }

    public async Task Complain()
    {
        Survey = await new SurveyStory(Platform, TestSite.Agent, Company.Id, Engagement.Id).Appears();
        (await Survey.MakeLink()).Ok();
        (await Survey.Respond(2, new Dictionary<Guid, int> { [Escort.Id] = 2 }, "late and impatient")).Ok();

        Complaint = new(new(TestSite.Agent, TestSite.Agent, Manager, Quality, Director), Company.Id, Guid.CreateVersion7());
        (await Complaint.File(Platform.Now.AddMinutes(-1), [Escort.Id], Client, engagement: Engagement.Id)).Ok();
        await Later(TimeSpan.FromMinutes(61));
        await LadderHas(1);
        (await Complaint.Answer()).Ok();
    }

    public async Task Resolve()
    {
        (await Complaint.Appoint()).Ok();
        (await Complaint.Determine(Escort.Id)).Ok();
        await Later(TimeSpan.FromHours(23));
        await LadderHas(2);
        ComplaintCase = await DisciplineStory.Opened(Manager, group.Hr, Escort.Id, "Complaint");
        await ComplaintCase.Through("WageDeduction", Deduction);
        await Training.HoldSessionOf(Complaint.Id, Escort.Id);
        foreach (
            var step in new[]
            {
                Complaint.Propose,
                Complaint.TellResult,
                Complaint.Dissatisfied,
                Complaint.Propose,
                Complaint.TellResult,
                Complaint.Satisfied,
                Complaint.Track,
            }
        )
            (await step()).Ok();
        (await Complaint.Close()).Ok();
    }

    public async Task FailTwiceAndReturn()
    {
        Next = TestSite.Calls(Client, null, WholeMinute(Platform.Now.AddHours(20)));
        foreach (var (_, act) in Next.Opening)
            (await act()).Ok();
        (await Next.Assign(Escort)).Ok();

        Failed = [await Training.Fail(Escort, Complaint.Id), await Training.Fail(Escort, Complaint.Id)];
        await TestSite.Until(Escort.Id, "Suspended", within: TimeSpan.FromSeconds(5));
        await Next.Until("AgreementSigned", within: TimeSpan.FromSeconds(5));

        FailureCase = await DisciplineStory.Opened(Manager, group.Hr, Escort.Id, "ConsecutiveFailures");
        await FailureCase.Through("RetrainAndResit");
        await Later(TimeSpan.FromHours(3));
        await Training.Resit(FailureCase.Id, Escort.Id);
        await TestSite.Until(Escort.Id, "Active");
        await FailureCase.Becomes("Done");
    }

    public async Task PayTheMonth()
    {
        (await Next.Assign(Escort)).Ok();
        (await Next.Prepare()).Ok();
        (await Next.NoteOutsideAppointment()).Ok();
        (await Next.BeReady()).Ok();
        (await Next.Reconfirm()).Ok();
        await At(Next.StartsAt);
        (await Next.Start()).Ok();
        (await Next.End()).Ok();
        (await Next.SettleFee()).Ok();
        await Performance.Holds(Next.Id, "report-missing");

        Month = ClinicMonth(Platform.Now);
        await At(FirstOfNextMonth(Platform.Now).AddHours(9));
        var calculated = (await Pay.Calculate(Month)).Ok();
        Run = calculated["id"].GetGuid();
        (await Pay.Lock(Run, calculated.ETag)).Ok();
    }

    public async Task Overturn()
    {
        (await Complaint.Overturn()).Ok();
        await ComplaintCase.Becomes("Dropped");
        await Performance.Has(Escort.Id, "UpheldComplaint", lines: 2);
        NextRun = (await Pay.Calculate(ClinicMonth(Platform.Now))).Ok()["id"].GetGuid();
    }

    /// <summary>Moves the platform's clock to an instant that has not come yet.</summary>
    public Task At(DateTimeOffset when) => Later(when - Platform.Now);

    async Task BeginInAMonthWithRoom()
    {
        var now = Platform.Now;
        if (FirstOfNextMonth(now) - now < TimeSpan.FromDays(DaysOfStory))
            await At(FirstOfNextMonth(now).AddHours(9));
    }

    async Task Later(TimeSpan further)
    {
        if (further > TimeSpan.Zero)
            await Platform.MoveClock(group.Administrator, further);
    }

    Task LadderHas(int rungs) => Eventually.Is(async () => (await Complaint.Ladder()).Count >= rungs);

    static DateTimeOffset WholeMinute(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));

    static string ClinicMonth(DateTimeOffset now) =>
        now.ToOffset(Zone).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    static DateTimeOffset FirstOfNextMonth(DateTimeOffset now)
    {
        var here = now.ToOffset(Zone);
        return new DateTimeOffset(here.Year, here.Month, 1, 0, 0, 0, Zone).AddMonths(1);
    }
}
