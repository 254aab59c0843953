using Clinic.Registration.Contracts;

namespace Clinic.Escort.Tests.Service;

/// <summary>One engagement, walked step by step by the people whose steps they are.</summary>
public sealed class Steps(TestSite site, Guid client, (DateTimeOffset From, DateTimeOffset To) slot)
{
    public const string Place = "12 Garden Road, front door";

    public Guid Id { get; } = Guid.CreateVersion7();

    public Guid ClientId => client;

    public (DateTimeOffset From, DateTimeOffset To) Slot => slot;

    public Person? Escort { get; set; }

    public TestSite Site => site;

    public Task<Answer> Look() => site.Lead.Get($"/engagements/{Id}");

    public object InquiryBody =>
        new
        {
            id = Id,
            branchId = site.Branch,
            channel = "Phone",
            clientName = "Zhang Wei",
            phone = "13800138000",
            need = "company to the heart clinic",
        };

    public object NeedBody =>
        new
        {
            clientId = client,
            clinicBranchId = site.Clinic,
            content = "company from door to door",
            startsAt = slot.From,
            endsAt = slot.To,
            place = Place,
            priceTold = 300.00m,
            currency = "CNY",
        };

    public object AgreementBody(decimal fee = 300.00m, Guid? referrerId = null) =>
        new
        {
            content = "company from door to door",
            startsAt = slot.From,
            endsAt = slot.To,
            place = Place,
            fee,
            currency = "CNY",
            clientSigned = true,
            referrerId,
            highDifficulty = false,
        };

    public Task<Answer> Inquire() => site.Agent.Post("/engagements", InquiryBody);

    public Task<Answer> HandOver() => site.Agent.Post(Path("handover"), new { leadId = site.Lead.Id });

    public async Task<Answer> ConfirmNeed() => await site.Lead.Post(Path("need"), NeedBody, await ETag());

    public Task<Answer> Sign() => Sign(300.00m);

    public async Task<Answer> Sign(decimal fee, Guid? referrerId = null) =>
        await site.Lead.Post(Path("agreement"), AgreementBody(fee, referrerId), await ETag());

    public async Task<Answer> Assign() => await Assign((Escort ??= await site.ActiveEscort()).Id);

    public async Task<Answer> Assign(Guid escort, string? ifMatch = null) =>
        await site.Lead.Post(Path("assignment"), new { escortId = escort }, ifMatch ?? await ETag());

    public Task<Answer> Prepare() =>
        Escort!.Post(
            Path("preparation"),
            new
            {
                basics = "woman of 70, lives alone",
                careNeeds = "walks with a stick",
                history = "heart",
            }
        );

    /// <summary>Asks for an appointment, and the clinic answers with one.</summary>
    public async Task<Answer> Book()
    {
        var answer = await Ask();
        if (answer.Accepted)
            await site.Service.Hears(EscortService.Booked, Booking(), Id);
        return answer;
    }

    public Task<Answer> Ask() => Escort!.Post(Path("appointment-request"), new { departmentId = site.Clinic, wishedFrom = slot.From });

    public AppointmentBooked Booking(DateTimeOffset? at = null) =>
        new(Id, site.Clinic, client, site.Clinic, null, slot.From, Id, at ?? site.Service.Clock.GetUtcNow());

    public Task<Answer> BeReady() =>
        Escort!.Post(
            Path("readiness"),
            new { hospital = "two sites, heart clinic in the second", route = "gate 2, lift to floor 3, room 301" }
        );

    /// <summary>What was written down, as the lead reads it.</summary>
    public Task<Answer> File() => site.Lead.Get(Path("file"));

    /// <summary>A note, a step at the hospital and an alert that the lead resolves, each with a text that says canary.</summary>
    public async Task WriteOfTheDay()
    {
        var (now, alert) = (site.Service.Clock.GetUtcNow(), Guid.CreateVersion7());
        (
            await Escort!.Post(
                Path("notes"),
                new
                {
                    id = Guid.CreateVersion7(),
                    kind = "Observation",
                    words = "canary of a note",
                }
            )
        ).Ok();
        (await Escort.Put(Path("steps/Payment"), new { beganAt = now, note = "canary of a step" })).Ok();
        (
            await Escort.Post(
                Path("alerts"),
                new
                {
                    id = alert,
                    kind = "SpecialNeed",
                    severity = "Low",
                    words = "canary of an alert",
                }
            )
        ).Ok();
        (await site.Lead.Post(Path($"alerts/{alert}/resolution"), new { outcome = "canary of an outcome" })).Ok();
    }

    public Task<Answer> Reconfirm() => Escort!.Post(Path("reconfirmation"), new { startsAt = slot.From, place = Place });

    public Task<Answer> Start() => Escort!.Post(Path("start"), new { place = Place });

    public Task<Answer> End() =>
        Escort!.Post(
            Path("end"),
            new
            {
                documentsInOrder = true,
                cautionsExplained = true,
                cautions = "rest for a day",
            }
        );

    public Task<Answer> SettleFee() =>
        Escort!.Post(
            Path("fee"),
            new
            {
                amount = 300.00m,
                currency = "CNY",
                method = "WeChat",
            }
        );

    public Task<Answer> Report() => Escort!.Post(Path("report"), new { summary = "all went well" });

    public Task<Answer> FollowUp() =>
        Escort!.Post(
            Path("follow-up"),
            new
            {
                kind = "Praise",
                words = "kind and on time",
                score = 95,
            }
        );

    public Task<Answer> Archive() => Escort!.Post(Path("archive"), new { reference = "2026/0001" });

    public async Task<Answer> Cancel() =>
        await site.Lead.Post(Path("cancellation"), new { party = "Client", reasonCode = "Ill" }, await ETag());

    public async Task<Answer> Reassign(Guid? to = null, string reasonCode = "Ill") =>
        await site.Lead.Post(
            Path("reassignment"),
            new
            {
                reasonCode,
                clientTold = true,
                escortId = to,
            },
            await ETag()
        );

    public async Task<string?> ETag() => (await Look()).ETag;

    /// <summary>Every step in the order of an engagement, with the state it leads to.</summary>
    public IReadOnlyList<(string Name, Func<Task<Answer>> Act, string State)> All =>
        [
            ("inquiry", Inquire, "Inquired"),
            ("handover", HandOver, "HandedToLead"),
            ("need", ConfirmNeed, "NeedConfirmed"),
            ("agreement", Sign, "AgreementSigned"),
            ("assignment", Assign, "Assigned"),
            ("preparation", Prepare, "Preparing"),
            ("appointment-request", Book, "Preparing"),
            ("readiness", BeReady, "Ready"),
            ("reconfirmation", Reconfirm, "Reconfirmed"),
            ("start", Start, "InService"),
            ("end", End, "ServiceEnded"),
            ("fee", SettleFee, "FeeSettled"),
            ("report", Report, "Reported"),
            ("follow-up", FollowUp, "FollowedUp"),
            ("archive", Archive, "Archived"),
        ];

    /// <summary>Walks up to and including a step.</summary>
    public async Task<Steps> Until(string step)
    {
        foreach (var (name, act, _) in All)
        {
            (await act()).Ok();
            if (name == step)
                return this;
        }
        throw new ArgumentException($"There is no step {step}.");
    }

    /// <summary>The state as the database holds it.</summary>
    public async Task<string> State() =>
        (await site.Service.Database.Sql<string>($"SELECT state FROM engagement WHERE id = '{Id}'")).SingleOrDefault() ?? "none";

    /// <summary>Everything about this engagement as one value to compare.</summary>
    public async Task<string> Fingerprint() =>
        string.Join(
            ' ',
            await site.Service.Database.Sql<string>(
                $"""
                SELECT coalesce(md5(string_agg(line, '|' ORDER BY line)), '-') FROM (
                  SELECT engagement::text || engagement.xmin::text AS line FROM engagement WHERE id = '{Id}' UNION ALL
                    SELECT file_page::text FROM file_page WHERE engagement_id = '{Id}'
                  UNION ALL SELECT assignment_entry::text FROM assignment_entry WHERE engagement_id = '{Id}' UNION ALL
                    SELECT appointment::text FROM appointment WHERE engagement_id = '{Id}'
                  UNION ALL SELECT service_step::text FROM service_step WHERE engagement_id = '{Id}' UNION ALL SELECT service_note::text
                    FROM service_note WHERE engagement_id = '{Id}'
                  UNION ALL SELECT service_alert::text FROM service_alert WHERE engagement_id = '{Id}' UNION ALL SELECT referral::text
                    FROM referral WHERE engagement_id = '{Id}'
                  UNION ALL SELECT trail::text FROM trail WHERE case_id = '{Id}') AS everything
                """
            )
        );

    public string Path(string step) => $"/engagements/{Id}/{step}";
}
