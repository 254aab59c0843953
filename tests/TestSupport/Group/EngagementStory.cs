namespace Clinic.TestSupport;

/// <summary>One engagement from the call to the archive, a method a step, in the order of the site.</summary>
public sealed class EngagementStory(EscortSite site, Guid client, Guid? clinicBranch, DateTimeOffset startsAt, Guid id)
{
    const string Place = "12 Garden Road, front door";

    /// <summary>The engagement; also the case of its trail.</summary>
    public Guid Id => id;

    /// <summary>The client.</summary>
    public Guid Client => client;

    /// <summary>When the service begins, as agreed.</summary>
    public DateTimeOffset StartsAt => startsAt;

    /// <summary>Known once assigned.</summary>
    public Member? Escort { get; private set; }

    /// <summary>The agreed fee; zero for nothing.</summary>
    public decimal Fee { get; init; } = 300.00m;

    string Path => $"/api/escort/engagements/{id}";

    /// <summary>The agent takes the call down; the answer holds when it has to be handed over.</summary>
    public Task<Answer> Inquire() =>
        site.Agent.Post(
            "/api/escort/engagements",
            new
            {
                id,
                branchId = site.Branch,
                channel = "Phone",
                clientName = "Client of the escort site",
                phone = "13800138000",
                need = "company on the way to the clinic and back",
            }
        );

    /// <summary>The agent hands the inquiry to the lead, who was hired a moment ago: Escort hears of it by event.</summary>
    public Task<Answer> HandOver() => Known("lead-unknown", () => site.Agent.Post($"{Path}/handover", new { leadId = site.Lead.Id }));

    /// <summary>The lead confirms content, time and place; of a client registered a moment ago Escort hears by event.</summary>
    public Task<Answer> ConfirmNeed() =>
        Known(
            "client-unknown",
            async () =>
                await site.Lead.Post(
                    $"{Path}/need",
                    new
                    {
                        clientId = client,
                        clinicBranchId = clinicBranch,
                        content = "company from door to door",
                        startsAt,
                        endsAt = startsAt.AddHours(3),
                        place = Place,
                        priceTold = Fee,
                        currency = "CNY",
                    },
                    await ETag()
                )
        );

    /// <summary>Lead and client sign; the answer holds number, newClient and referrerId.</summary>
    /// <param name="referrer">The escort who brought the client.</param>
    public async Task<Answer> Sign(Guid? referrer = null, bool highDifficulty = false) =>
        await site.Lead.Post(
            $"{Path}/agreement",
            new
            {
                content = "company from door to door",
                startsAt,
                endsAt = startsAt.AddHours(3),
                place = Place,
                fee = Fee,
                currency = "CNY",
                clientSigned = true,
                referrerId = referrer,
                highDifficulty,
            },
            await ETag()
        );

    /// <summary>The lead assigns; a refusal lists its reasons.</summary>
    public async Task<Answer> Assign(Member escort)
    {
        var answer = await site.Lead.Post($"{Path}/assignment", new { escortId = escort.Id }, await ETag());
        if (answer.Accepted)
            Escort = escort;
        return answer;
    }

    /// <summary>Whoever got no answer to the assignment looked, and it is with this escort.</summary>
    public bool WasSeenWith(Member escort) => (Escort = escort) is not null;

    /// <summary>The lead takes it from its escort, for another or for none yet.</summary>
    public async Task<Answer> Reassign(Member? to, string reasonCode = "Ill")
    {
        var answer = await site.Lead.Post(
            $"{Path}/reassignment",
            new
            {
                reasonCode,
                clientTold = true,
                escortId = to?.Id,
            },
            await ETag()
        );
        if (answer.Accepted)
            Escort = to;
        return answer;
    }

    /// <summary>Who could be assigned, and why the others not.</summary>
    public Task<Answer> Candidates() => site.Lead.Get($"{Path}/candidates");

    /// <summary>The escort records basics, care needs and history.</summary>
    public Task<Answer> Prepare() =>
        Escort!.Post(
            $"{Path}/preparation",
            new
            {
                basics = "lives alone, 70 years",
                careNeeds = "walks with a stick",
                history = "heart",
            }
        );

    /// <summary>The escort asks the clinic for an appointment; the answer comes by event.</summary>
    public Task<Answer> AskAppointment(Guid department, Guid? doctor = null) =>
        Escort!.Post(
            $"{Path}/appointment-request",
            new
            {
                departmentId = department,
                wishedFrom = startsAt,
                doctorId = doctor,
            }
        );

    /// <summary>Waits for the clinic's answer; what is known of the engagement then.</summary>
    public Task<Answer> AppointmentAnswered() =>
        Eventually.Sees(
            LookAsEscort,
            look =>
                look.Accepted
                && look["appointment"] is { ValueKind: System.Text.Json.JsonValueKind.Object } appointment
                && (
                    appointment.GetProperty("appointmentId").ValueKind == System.Text.Json.JsonValueKind.String
                    || appointment.GetProperty("refusedBecause").ValueKind == System.Text.Json.JsonValueKind.String
                )
        );

    /// <summary>The escort notes an outside hospital's appointment.</summary>
    public Task<Answer> NoteOutsideAppointment() => Escort!.Post($"{Path}/outside-appointment", new { reference = "H-77", startsAt });

    /// <summary>The escort has studied the hospital and written the route.</summary>
    public Task<Answer> BeReady() =>
        Escort!.Post(
            $"{Path}/readiness",
            new { hospital = "one site, general medicine on floor 2", route = "gate 1, lift to floor 2, desk on the left" }
        );

    /// <summary>The escort confirms time and place a second time; at most a day before.</summary>
    public Task<Answer> Reconfirm() => Escort!.Post($"{Path}/reconfirmation", new { startsAt, place = Place });

    /// <summary>The escort met the client.</summary>
    public Task<Answer> Start() => Escort!.Post($"{Path}/start", new { place = Place });

    /// <summary>The escort notes a step: Registration, Payment, Consultation or Medicine.</summary>
    public Task<Answer> Note(string step, DateTimeOffset beganAt, DateTimeOffset? endedAt = null) =>
        Escort!.Put($"{Path}/steps/{step}", new { beganAt, endedAt });

    /// <summary>The service ended: <c>EscortVisitCompleted</c>; that the clinic is done Escort hears by event.</summary>
    public Task<Answer> End() =>
        Known(
            "clinic-visit-open",
            () =>
                Escort!.Post(
                    $"{Path}/end",
                    new
                    {
                        documentsInOrder = true,
                        cautionsExplained = true,
                        cautions = "rest for a day",
                    }
                )
        );

    /// <summary>The escort collects the fee; the answer holds the invoice number, if there is a fee.</summary>
    public Task<Answer> SettleFee() =>
        Escort!.Post(
            $"{Path}/fee",
            new
            {
                amount = Fee,
                currency = "CNY",
                method = Fee > 0 ? "WeChat" : null,
            }
        );

    /// <summary>The escort hands in the service report.</summary>
    public Task<Answer> Report() =>
        Escort!.Post($"{Path}/report", new { summary = "met in time, seen by the doctor, brought home", problems = "none" });

    /// <summary>The escort notes the client's opinion.</summary>
    public Task<Answer> FollowUp() =>
        Escort!.Post(
            $"{Path}/follow-up",
            new
            {
                kind = "Praise",
                words = "kind and on time",
                score = 95,
            }
        );

    /// <summary>The escort files it.</summary>
    public Task<Answer> Archive() => Escort!.Post($"{Path}/archive", new { reference = $"{StartsAt.Year}/{id.ToString()[^6..]}" });

    /// <summary>The lead notes that it is called off.</summary>
    public async Task<Answer> Cancel() =>
        await site.Lead.Post($"{Path}/cancellation", new { party = "Client", reasonCode = "ClientIll" }, await ETag());

    /// <summary>What is known of the engagement, as the lead sees it.</summary>
    public Task<Answer> Look() => site.Lead.Get(Path);

    /// <summary>What is known of it, as its escort sees it.</summary>
    public Task<Answer> LookAsEscort() => Escort!.Get($"/api/escort/engagements/own/{id}");

    /// <summary>Waits until it is in a state, for example AgreementSigned after a suspension.</summary>
    public Task<Answer> Until(string status, TimeSpan? within = null) =>
        Eventually.Sees(Look, look => look.Accepted && look["status"].GetString() == status, within);

    /// <summary>The steps up to the agreement, each with its name.</summary>
    public IReadOnlyList<(string Name, Func<Task<Answer>> Act)> Opening =>
        [("inquiry", Inquire), ("handover", HandOver), ("need", ConfirmNeed), ("agreement", () => Sign())];

    static Task<Answer> Known(string unknown, Func<Task<Answer>> act) => Eventually.Sees(act, answer => !answer.Refused(unknown));

    async Task<string?> ETag() => (await Look()).ETag;
}
