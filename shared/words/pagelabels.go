package words

// This file holds the labels of pages: a word or a few, the same wherever they
// stand. What is a choice of the sheet is called as the sheet calls it.

// The places of the menu.
const (
	LabelOverview   = "Overview"
	LabelPartners   = "Partners"
	LabelThanks     = "Thank-yous"
	LabelMeetings   = "Meetings"
	LabelPrograms   = "Programs"
	LabelVolunteers = "Volunteers"
	LabelIdeas      = "Ideas"
	LabelCellsToFix = "Cells to fix"
	LabelMail       = "Mail"
)

// What a task asks, in a word.
const (
	LabelThank  = "Thank"
	LabelMeet   = "Meet"
	LabelAnswer = "Answer"
	LabelRenew  = "Renew"
	LabelCheck  = "Check"
	LabelLook   = "Look"
	LabelFix    = "Fix"
	LabelJoin   = "Join"
)

// What leads on from a task.
const (
	LabelSeeTheWords   = "See the words"
	LabelTheirStory    = "Their story"
	LabelTheirSessions = "Their sessions"
	LabelTheIdea       = "The idea"
	LabelTheProgram    = "The program"
	LabelShowThem      = "Show them"
	LabelOpen          = "Open"
)

// How far a thank-you in one channel is, and whether a case is met.
const (
	LabelNotBegun = "not begun"
	LabelDrafted  = "drafted"
	LabelApproved = "approved"
	LabelYes      = "yes"
	LabelNo       = "no"
)

// Tiles.
const (
	LabelVolunteerHours = "Volunteer hours"
	LabelHoursThisYear  = "Hours this year"
	LabelStudentVisits  = "Student visits"
	LabelDonations      = "Donations"
	LabelThankedOnTime  = "Thanked on time"
	LabelPeople         = "People"
	LabelGifts          = "Gifts"
	LabelOwed           = "Thank-yous owed"
)

// Lists, for screen readers, and their groups.
const (
	LabelRunningPrograms = "Programs that run"
	LabelOtherPrograms   = "Programs planned and finished"
	LabelPastVolunteers  = "Volunteers who paused or left"
	LabelSettled         = "Thank-yous given or settled"
	LabelMails           = "Mails, the newest first"
	LabelUnanswered      = "Waiting for an answer"
	LabelTryingOut       = "Trying out"
	LabelDone            = "Done"
	LabelNotNow          = "Not now"
	LabelHoursByMonth    = "Volunteer hours by month"
	LabelMonth           = "Month"
	LabelAsHTML          = "As HTML"
	LabelAsText          = "As text"
)

// Heads of columns and names of facts.
const (
	LabelAdministrator  = "Administrator"
	LabelAgreement      = "Agreement"
	LabelAtSchool       = "At school"
	LabelBecause        = "Because of"
	LabelClearance      = "Clearance"
	LabelContact        = "Contact"
	LabelCreditedAs     = "Credited as"
	LabelDate           = "Date"
	LabelDueBy          = "Due by"
	LabelEmail          = "Email"
	LabelFor            = "For"
	LabelFrom           = "From"
	LabelGiven          = "Given"
	LabelGoal           = "Goal"
	LabelGradeOrGroup   = "Grade or group"
	LabelGrewFrom       = "Grew from"
	LabelHere           = "Here"
	LabelHours          = "Hours"
	LabelHow            = "How"
	LabelIdea           = "Idea"
	LabelInterests      = "Interests"
	LabelIntroducedBy   = "Introduced by"
	LabelLastHere       = "Last here"
	LabelLastTogether   = "Last contact"
	LabelSessions       = "Sessions"
	LabelMeets          = "Meets"
	LabelName           = "Name"
	LabelOffers         = "Offers"
	LabelPartner        = "Partner"
	LabelPhone          = "Phone"
	LabelProgram        = "Program"
	LabelPromisedThanks = "Promised thanks"
	LabelRole           = "Role"
	LabelSchoolLead     = "School lead"
	LabelSecond         = "Second"
	LabelSocial         = "Social"
	LabelStands         = "Stands"
	LabelStudents       = "Students"
	LabelStudentsServed = "Students served"
	LabelSubject        = "Subject"
	LabelSuggestedBy    = "Suggested by"
	LabelTalents        = "Talents"
	LabelTeacher        = "Teacher"
	LabelThanksInPublic = "Thanks in public"
	LabelTo             = "To"
	LabelTogetherSince  = "Together since"
	LabelValue          = "Value"
	LabelVolunteer      = "Volunteer"
	LabelWebsite        = "Website"
	LabelWhat           = "What"
	LabelWhen           = "When"
	LabelWho            = "Who"
	LabelWith           = "With"
	LabelWritten        = "Written"
)

// SessionsOf names the list of somebody's sessions, or of a program's.
func SessionsOf(name string) string { return "Sessions of " + name }

// SessionsFor names the list of sessions that count for a partner.
func SessionsFor(name string) string { return "Sessions that count for " + name }
