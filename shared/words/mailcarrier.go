package words

// carrierReasons say what a mail server or Amazon SES has against a mail, or
// against all of them. Those that keep every mail back say that every mail
// waits.
var carrierReasons = map[string]string{
	"mail server away": "The mail server cannot be reached. It is tried again by itself; if that goes on, check its name and port in SHELFMATES_MAIL.",
	"TLS failed": "No safe connection to the mail server came about, so nothing was sent. It is tried again by itself; " +
		"if that goes on, check its name in SHELFMATES_MAIL: it has to be the one in the server's certificate.",
	"no TLS": "The mail server offers no safe connection (STARTTLS). Check the port in SHELFMATES_MAIL; smtps:// begins with a safe connection. " +
		"Every mail waits until then.",
	"no mail server": "What answers at the place in SHELFMATES_MAIL is no mail server. Check its name and port. Every mail waits until then.",
	"not welcome": "The mail server does not want to speak with this machine. Ask whoever looks after it to let this machine hand in mail. " +
		"Every mail waits until then.",
	"no sign-in": "The mail server offers no way to sign in with a password (PLAIN or LOGIN). Check the port in SHELFMATES_MAIL. Every mail waits until then.",
	"bad password": "The mail server does not accept the user and password in SHELFMATES_MAIL. Every mail waits until they are mended; " +
		"many mail services want a password of its own for a program.",
	"bad sender": "The mail server takes no mail from the address in SHELFMATES_MAIL_FROM. Use one that the user in SHELFMATES_MAIL may send from. " +
		"Every mail waits until then.",
	"mail server busy": "The mail server takes no mail from us at the moment. Every mail waits, and is tried again by itself.",
	"no such address":  "The mail server says that there is no such address. Correct it in the sheet.",

	"SES credentials": "There are no AWS credentials that may send with Amazon SES. Every mail waits until there are.",
	"SES region":      "No AWS region is set, so Amazon SES cannot be found. Set AWS_REGION. Every mail waits until then.",
	"SES forbidden": "Amazon SES does not let this AWS identity send, or does not know it. Its role needs ses:SendEmail, ses:SendRawEmail and ses:GetAccount. " +
		"Every mail waits until then.",
	"SES sandbox": "The Amazon SES account is in the sandbox, from where mail reaches nobody but verified addresses. " +
		"Ask for production access in the SES console. Every mail waits until then.",
	"SES paused":    "Sending is paused in the Amazon SES account. The SES console, Account dashboard, says why. Every mail waits until it goes on.",
	"SES suspended": "Amazon has taken the account's permission to send. The mail that AWS sent about it says what to do. Every mail waits until then.",
	"SES identity": "Amazon SES does not know that the address in SHELFMATES_MAIL_FROM is yours. Verify it, or its domain, in the SES console, Identities, " +
		"in the region that is set. Every mail waits until then.",
	"SES configuration set": "There is no such configuration set in Amazon SES as SHELFMATES_SES_CONFIGURATION_SET says. Every mail waits until there is.",
	"SES odd answer":        "Amazon SES answers as it should not. Check AWS_ENDPOINT_URL and what stands between this machine and AWS. Every mail waits until then.",
	"SES busy":              "Amazon SES takes no more mails for now: more are sent than the account may. It is tried again by itself.",
	"SES away":              "Amazon SES cannot be reached. It is tried again by itself.",
}
